package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengzhao.signing.fuzz.ReceiptFuzzTest.COSE;
import static org.zhengzhao.signing.fuzz.ReceiptFuzzTest.JUDGED;
import static org.zhengzhao.signing.fuzz.ReceiptFuzzTest.JWS;
import static org.zhengzhao.signing.fuzz.ReceiptFuzzTest.KEY;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.jose.Base64Url;
import org.zhengzhao.signing.receipt.MalformedReceiptException;
import org.zhengzhao.signing.receipt.ReceiptForm;
import org.zhengzhao.signing.receipt.ReceiptReader;
import org.zhengzhao.signing.receipt.SignedReceipt;

/** Claims that the registry's key has signed, whatever they are: read and shown, or refused. */
class ReceiptClaimsFuzzTest {
    static Stream<byte[]> payloads() {
        return Stream.of(COSE, JWS).map(receipt -> parsed(receipt).payload().toArray());
    }

    @MethodSource("payloads")
    @FuzzTest(maxDuration = "20m")
    void verify_anyClaims_areReadAndShownOrRefused(byte[] octets) {
        Bytes payload = Bytes.of(octets);
        for (ReceiptForm form : ReceiptForm.values()) {
            Bytes receipt = signed(form, payload);
            boolean readable = readable(receipt);
            if (readable || payload.length() % 16 == 0) {
                boolean valid = JUDGED.valid(receipt.toArray());
                assertThat(valid && !readable).isFalse();
            }
        }
    }

    private static boolean readable(Bytes receipt) {
        try {
            // The claims can be made, so they are within every limit.
            assertThat(ReceiptReader.read(receipt).claims()).isNotNull();
            return true;
        } catch (MalformedReceiptException malformed) {
            return false;
        }
    }

    private static Bytes signed(ReceiptForm form, Bytes payload) {
        KeyIdentifier identifier = KeyIdentifier.of(KEY.certificate());
        return switch (form) {
            case COSE -> {
                int algorithm = KEY.suite().coseAlgorithm();
                Bytes header = CoseSign1.header(algorithm, identifier, "application/vnd.zhengzhao.receipt+cwt");
                Bytes signature =
                        KEY.signRaw(CoseSign1.toBeSigned(header, payload).toArray());
                yield new CoseSign1(algorithm, identifier, header, payload, signature).encode();
            }
            case JWS -> {
                String input = JWS.toUtf8().substring(0, JWS.toUtf8().indexOf('.') + 1) + Base64Url.encode(payload);
                yield Bytes.utf8(input + "."
                        + Base64Url.encode(KEY.signRaw(Bytes.utf8(input).toArray())));
            }
        };
    }

    private static SignedReceipt parsed(Bytes receipt) {
        try {
            return ReceiptReader.read(receipt);
        } catch (MalformedReceiptException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

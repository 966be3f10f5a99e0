package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.jose.Base64Url;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.receipt.MalformedReceiptException;
import org.zhengzhao.signing.receipt.ReceiptForm;
import org.zhengzhao.signing.receipt.ReceiptReader;
import org.zhengzhao.signing.receipt.ReceiptSigner;
import org.zhengzhao.signing.receipt.SignedReceipt;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestReceipts;
import org.zhengzhao.signing.trust.TrustStore;

/** Receipts in both forms: only what was issued is valid; what a trusted key signs is read and shown, or refused. */
class ReceiptFuzzTest {
    private static final SigningKey KEY = Seeds.PKI.registry(RegistryPurpose.RECORDS, Samples.CEREMONY);
    private static final Judged JUDGED = new Judged(trust());
    private static final ReceiptSigner SIGNER = new ReceiptSigner(TestPki.PROVIDER);
    private static final Bytes COSE = SIGNER.signCose(TestReceipts.found(), KEY);
    private static final Bytes JWS =
            Bytes.utf8(SIGNER.signJws(TestReceipts.found(), KEY).orElseThrow());
    /** A line break at the end of the text is no part of the receipt. */
    private static final Set<Bytes> ISSUED =
            Set.of(COSE, JWS, Bytes.utf8(JWS.toUtf8() + "\n"), Bytes.utf8(JWS.toUtf8() + "\r\n"));

    static Stream<byte[]> seeds() {
        return ISSUED.stream().map(Bytes::toArray);
    }

    static Stream<byte[]> payloads() {
        return Stream.of(COSE, JWS).map(receipt -> parsed(receipt).payload().toArray());
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void verify_anyOctets_areValidOnlyAsIssued(byte[] octets) {
        Bytes document = Bytes.of(octets);
        if (ReceiptReader.looksLike(document)) {
            assertThat(JUDGED.valid(octets)).isEqualTo(ISSUED.contains(document));
        } else {
            // Its parser is tried all the same: it may be handed anything.
            try {
                assertThat(ReceiptReader.read(document)).isNotNull();
            } catch (MalformedReceiptException refused) {
                assertThat(refused.part()).isNotEmpty();
            }
        }
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

    private static TrustStore trust() {
        List<X509Certificate> published = new ArrayList<>(Seeds.PKI.published(Seeds.KEY));
        published.add(KEY.certificate());
        return TrustStore.of(published, TestPki.PROVIDER);
    }
}

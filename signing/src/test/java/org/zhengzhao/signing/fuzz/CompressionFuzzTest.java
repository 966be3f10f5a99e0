package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.Base45;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.qr.MalformedQrTextException;
import org.zhengzhao.signing.qr.QrText;

/** The zlib inside a QR text, below the Base45 that hides it from the fuzzer. */
class CompressionFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.concat(
                Seeds.credentials().stream()
                        .map(credential -> credential.coseSign1().toArray())
                        .flatMap(octets -> Stream.of(
                                octets,
                                deflated(octets, Deflater.BEST_COMPRESSION),
                                deflated(octets, Deflater.NO_COMPRESSION))),
                Stream.of(deflated(new byte[CoseSign1.MAX_OCTETS * 4], Deflater.BEST_COMPRESSION)));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void expand_anyOctets_isACredentialOrRefused(byte[] octets) {
        try {
            Credential credential = QrText.read(QrText.PREFIX + Base45.encode(Bytes.of(octets)));

            assertThat(credential.coseSign1().length()).isLessThanOrEqualTo(CoseSign1.MAX_OCTETS);
        } catch (MalformedQrTextException malformed) {
            assertThat(malformed.reason())
                    .isNotIn(MalformedQrTextException.Reason.NOT_OURS, MalformedQrTextException.Reason.BASE45);
        }
    }

    private static byte[] deflated(byte[] octets, int level) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, new Deflater(level))) {
            deflating.write(octets);
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }
}

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
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.receipt.MalformedReceiptException;
import org.zhengzhao.signing.receipt.ReceiptReader;
import org.zhengzhao.signing.receipt.ReceiptSigner;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestReceipts;
import org.zhengzhao.signing.trust.TrustStore;

/** Receipts in both forms: only what was issued is valid. */
class ReceiptFuzzTest {
    static final SigningKey KEY = Seeds.PKI.registry(RegistryPurpose.RECORDS, Samples.CEREMONY);
    static final Judged JUDGED = new Judged(trust());
    private static final ReceiptSigner SIGNER = new ReceiptSigner(TestPki.PROVIDER);
    static final Bytes COSE = SIGNER.signCose(TestReceipts.found(), KEY);
    static final Bytes JWS =
            Bytes.utf8(SIGNER.signJws(TestReceipts.found(), KEY).orElseThrow());
    /** A line break at the end of the text is no part of the receipt. */
    private static final Set<Bytes> ISSUED =
            Set.of(COSE, JWS, Bytes.utf8(JWS.toUtf8() + "\n"), Bytes.utf8(JWS.toUtf8() + "\r\n"));

    static Stream<byte[]> seeds() {
        return ISSUED.stream().map(Bytes::toArray);
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

    private static TrustStore trust() {
        List<X509Certificate> published = new ArrayList<>(Seeds.PKI.published(Seeds.KEY));
        published.add(KEY.certificate());
        return TrustStore.of(published, TestPki.PROVIDER);
    }
}

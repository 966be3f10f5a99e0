package org.zhengzhao.signing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.check.CheckReport.Outcome;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPdf;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestTimestampAuthority;
import org.zhengzhao.signing.timestamp.TimestampRequest;

/** Documents that somebody timestamped, and perhaps nobody signed. */
class PdfTimestampTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final Instant STAMPED = Samples.NOW.minus(Duration.ofHours(1));
    private static final TestTimestampAuthority AUTHORITY =
            new TestTimestampAuthority(STAMPED.minus(Duration.ofDays(1)));
    private static final TestTimestampAuthority STRANGER =
            new TestTimestampAuthority(STAMPED.minus(Duration.ofDays(1)));

    @Test
    void check_timestampAlone_vouchesOnlyWhereItsAuthorityIsTrusted() {
        Bytes document = stamped(TestPdf.letter(KEY).unsigned(), AUTHORITY);

        assertThat(check(document, Optional.empty()).outcome()).isEqualTo(Outcome.ACCEPT);
        assertThat(check(document, trust(AUTHORITY.root())).outcome()).isEqualTo(Outcome.ACCEPT);
        assertThat(check(document, trust(STRANGER.root())).code()).isEqualTo("UNTRUSTED");
        assertThat(check(document, trust(PKI.root())).code()).isEqualTo("UNTRUSTED");
    }

    @Test
    void check_timestampAloneOfACertificateThatHadEnded_isRejected() {
        TestTimestampAuthority ended = new TestTimestampAuthority(
                STAMPED.minus(Duration.ofDays(3)), Duration.ofDays(1), Set.of(), Optional.empty());

        assertThat(check(stamped(TestPdf.letter(KEY).unsigned(), ended), trust(ended.root()))
                        .code())
                .isEqualTo("CERTIFICATE_EXPIRED");
    }

    /** One that is trusted vouches for what was there; later ones that nobody trusts prove nothing, and change nothing. */
    @Test
    void check_trustedTimestampUnderAnother_isAccepted() {
        Bytes document = stamped(stamped(TestPdf.letter(KEY).unsigned(), AUTHORITY), STRANGER);

        assertThat(check(document, trust(AUTHORITY.root())).outcome()).isEqualTo(Outcome.ACCEPT);
        assertThat(check(document, trust(PKI.root())).code()).isEqualTo("UNTRUSTED");
    }

    @Test
    void check_trustedSignatureUnderATimestampOfAnother_isAccepted() {
        Bytes document = stamped(TestPdf.letter(KEY).build(), STRANGER);

        assertThat(check(document, Optional.of(PKI.published(KEY))).outcome()).isEqualTo(Outcome.ACCEPT);
        assertThat(check(document, trust(AUTHORITY.root())).code()).isEqualTo("UNTRUSTED");
    }

    private static Bytes stamped(Bytes document, TestTimestampAuthority authority) {
        AtomicReference<byte[]> covered = new AtomicReference<>(new byte[0]);
        return TestPdf.letter(KEY)
                .subFilter("ETSI.RFC3161")
                .digested(digest -> {
                    covered.set(digest);
                    return digest;
                })
                .encoded(cms -> authority
                        .token(
                                TimestampRequest.of(HashAlgorithm.SHA256, Bytes.of(covered.get()), new SecureRandom())
                                        .octets(),
                                STAMPED)
                        .toArray())
                .sign(document);
    }

    private static CheckReport check(Bytes document, Optional<List<X509Certificate>> trust) {
        return new PdfCheck(TestPki.PROVIDER).check(document, new PdfCheck.Options(trust, Samples.NOW));
    }

    private static Optional<List<X509Certificate>> trust(X509Certificate anchor) {
        return Optional.of(List.of(anchor));
    }
}

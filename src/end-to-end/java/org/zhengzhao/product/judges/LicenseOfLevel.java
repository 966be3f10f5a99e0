package org.zhengzhao.product.judges;

import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.evidence.Augmented;
import org.zhengzhao.signing.evidence.LongTermPdf;
import org.zhengzhao.signing.evidence.PadesLevel;
import org.zhengzhao.signing.evidence.UnusablePdfException;
import org.zhengzhao.signing.evidence.ValidationData;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.testkit.Issued;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestTimestampAuthority;
import org.zhengzhao.signing.timestamp.TimestampClient;
import org.zhengzhao.signing.timestamp.TimestampVerifier;
import org.zhengzhao.signing.timestamp.Timestamper;

/**
 * A license in one suite, at every level.
 *
 * @param revocations what is known of revocations, for those who do not find it in the document
 */
record LicenseOfLevel(
        Suite suite, PadesLevel level, Bytes pdf, TestPki pki, SigningKey key, List<X509CRL> revocations) {
    /** As of when everything is judged: a day after issuing. */
    static final Instant JUDGED = Samples.ISSUED.plus(Duration.ofDays(1));

    private static final Instant STAMPED = Samples.ISSUED.plusSeconds(60);
    private static final Instant LISTED = STAMPED.plusSeconds(3600);
    private static final TestTimestampAuthority AUTHORITY = new TestTimestampAuthority(Samples.CEREMONY);

    /** One of each level. */
    static List<LicenseOfLevel> all(Suite suite) throws UnusablePdfException {
        TestPki pki = new TestPki(suite, Samples.CEREMONY);
        SigningKey key = pki.sealing(Samples.AUTHORITY, Samples.CEREMONY);
        List<X509CRL> lists = new ArrayList<>(pki.revocations(LISTED, LISTED.plus(Duration.ofDays(30))));
        lists.add(AUTHORITY.revocations(LISTED, LISTED.plus(Duration.ofDays(30))));
        List<X509Certificate> certificates = new ArrayList<>(pki.published(key));
        certificates.addAll(List.of(AUTHORITY.certificate(), AUTHORITY.root()));
        ValidationData data = ValidationData.of(certificates, lists);
        List<LicenseOfLevel> all = new ArrayList<>();
        Bytes pdf = Issued.of(SampleTypes.find("food-business-permit").orElseThrow(), key, 17)
                .pdf();
        PadesLevel reached = PadesLevel.B_B;
        for (PadesLevel level : PadesLevel.values()) {
            if (level != PadesLevel.B_B) {
                Instant time = level == PadesLevel.B_LTA ? LISTED.plusSeconds(60) : STAMPED;
                Augmented lifted =
                        new LongTermPdf(TestPki.PROVIDER).lift(pdf, reached, level, timestamper(time), any -> data);
                if (lifted.level() != level) {
                    throw new AssertionError(lifted.obstacle().orElse("not lifted"));
                }
                pdf = lifted.pdf();
                reached = level;
            }
            all.add(new LicenseOfLevel(suite, level, pdf, pki, key, lists));
        }
        return all;
    }

    X509Certificate timestampRoot() {
        return AUTHORITY.root();
    }

    X509Certificate timestampCertificate() {
        return AUTHORITY.certificate();
    }

    List<X509Certificate> roots() {
        return List.of(pki.root(), AUTHORITY.root());
    }

    private static Timestamper timestamper(Instant time) {
        return new TimestampClient(
                request -> AUTHORITY.respond(request, time),
                new TimestampVerifier(List.of(AUTHORITY.root()), TestPki.PROVIDER),
                HashAlgorithm.SHA256,
                Optional.empty(),
                InstantSource.fixed(time),
                new SecureRandom(),
                TestPki.PROVIDER);
    }
}

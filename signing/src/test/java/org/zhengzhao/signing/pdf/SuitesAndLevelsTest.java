package org.zhengzhao.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.evidence.Augmented;
import org.zhengzhao.signing.evidence.LongTermPdf;
import org.zhengzhao.signing.evidence.PadesLevel;
import org.zhengzhao.signing.evidence.UnusablePdfException;
import org.zhengzhao.signing.evidence.ValidationData;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.testkit.Issued;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestTimestampAuthority;
import org.zhengzhao.signing.testkit.VeraPdf;
import org.zhengzhao.signing.testkit.VeraPdf.Profile;
import org.zhengzhao.signing.timestamp.TimestampClient;
import org.zhengzhao.signing.timestamp.TimestampVerifier;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.Verdict;

/** Every sample type in every suite is valid; whatever the suite and the level, it is what it claims to be. */
class SuitesAndLevelsTest {
    private static final Instant STAMPED = Samples.ISSUED.plusSeconds(60);
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final TestTimestampAuthority AUTHORITY = new TestTimestampAuthority(Samples.CEREMONY);

    static List<String> slugs() {
        return SampleTypes.all().stream().map(SampleType::slug).toList();
    }

    @ParameterizedTest
    @EnumSource
    void sign_everySampleInEverySuite_isValidAndConforming(Suite suite) {
        TestPki pki = new TestPki(suite, Samples.CEREMONY);
        SigningKey key = pki.sealing(Samples.AUTHORITY, Samples.CEREMONY);
        DocumentVerification verification = new DocumentVerification(
                TrustPolicy.of(TrustStore.of(pki.published(key), TestPki.PROVIDER)), TestPki.PROVIDER);
        List<Issued> all = Issued.all(key);
        assertThat(all).hasSizeGreaterThanOrEqualTo(5);
        for (Issued issued : all) {
            Report report = verification.verify(issued.slug(), issued.pdf(), STAMPED);
            assertThat(report).as(issued.slug()).isInstanceOf(Report.Judged.class);
            assertThat(((Report.Judged) report).verdict()).as(issued.slug()).isInstanceOf(Verdict.Valid.class);
        }
        Bytes one = all.getLast().pdf();
        if (suite == Suite.SM2) {
            // Its container has the names of GB/T 35275 and so is no PKCS #7 object; such a PDF does not claim to be
            // PDF/A.
            assertThat(VeraPdf.objections(one, Profile.PDF_UA_1)).isEmpty();
            assertThat(VeraPdf.objections(one, Profile.PDF_A_3A))
                    .isNotEmpty()
                    .allMatch(objection -> objection.startsWith("3a 6.4.3-") || objection.startsWith("3a 6.6.4-"));
        } else {
            assertThat(VeraPdf.objections(one, Profile.PDF_A_3B, Profile.PDF_A_3A, Profile.PDF_UA_1))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void lift_everySampleToTheHighestLevel_staysConforming(String slug) throws UnusablePdfException {
        Bytes signed = Issued.of(SampleTypes.find(slug).orElseThrow(), KEY, 17).pdf();
        TimestampClient timestamper = new TimestampClient(
                request -> AUTHORITY.respond(request, STAMPED),
                new TimestampVerifier(List.of(AUTHORITY.root()), TestPki.PROVIDER),
                HashAlgorithm.SHA256,
                Optional.empty(),
                InstantSource.fixed(STAMPED),
                new SecureRandom(),
                TestPki.PROVIDER);
        Augmented lifted = new LongTermPdf(TestPki.PROVIDER)
                .lift(signed, PadesLevel.B_B, PadesLevel.B_LTA, timestamper, pdf -> validationData());
        assertThat(lifted.level()).isEqualTo(PadesLevel.B_LTA);
        assertThat(VeraPdf.objections(lifted.pdf(), Profile.PDF_A_3B, Profile.PDF_A_3A, Profile.PDF_UA_1))
                .isEmpty();
    }

    private static ValidationData validationData() {
        Instant next = STAMPED.plus(Duration.ofDays(30));
        List<X509CRL> lists = new ArrayList<>(PKI.revocations(STAMPED, next));
        lists.add(AUTHORITY.revocations(STAMPED, next));
        return ValidationData.of(PKI.published(KEY), lists)
                .and(ValidationData.of(List.of(AUTHORITY.certificate(), AUTHORITY.root()), List.of()));
    }
}

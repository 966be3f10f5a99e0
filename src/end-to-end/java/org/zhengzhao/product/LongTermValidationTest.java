package org.zhengzhao.product;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.evidence.Augmented;
import org.zhengzhao.signing.evidence.LongTermPdf;
import org.zhengzhao.signing.evidence.PadesLevel;
import org.zhengzhao.signing.evidence.SignatureTimestamp;
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

/** Licenses of every level, in every suite that EU DSS knows, judged by EU DSS and by pdfsig. */
class LongTermValidationTest {
    private static final Instant STAMPED = Samples.ISSUED.plusSeconds(60);
    /** The lists of the day on which they are embedded, a little after the timestamp. */
    private static final Instant LISTED = STAMPED.plusSeconds(3600);

    private static final Instant NEXT_DAY = Samples.ISSUED.plus(Duration.ofDays(1));
    /** The certificates of seals live for three years. */
    private static final Instant SEAL_ENDED = Samples.ISSUED.plus(Duration.ofDays(4 * 365));

    private static final TestTimestampAuthority AUTHORITY = new TestTimestampAuthority(Samples.CEREMONY);

    @TempDir
    private Path directory;

    /** One registry with its certificates in one suite. */
    private record Registry(TestPki pki, SigningKey key) {
        static Registry of(Suite suite) {
            TestPki pki = new TestPki(suite, Samples.CEREMONY);
            return new Registry(pki, pki.sealing(Samples.AUTHORITY, Samples.CEREMONY));
        }

        Bytes signed(int room) {
            return Issued.of(SampleTypes.find("food-business-permit").orElseThrow(), key, 17, room)
                    .pdf();
        }

        List<X509Certificate> roots() {
            return List.of(pki.root(), AUTHORITY.root());
        }

        ValidationData validationData() {
            List<X509Certificate> certificates = new ArrayList<>(pki.published(key));
            certificates.addAll(List.of(AUTHORITY.certificate(), AUTHORITY.root()));
            List<X509CRL> lists = new ArrayList<>(pki.revocations(LISTED, LISTED.plus(Duration.ofDays(30))));
            lists.add(AUTHORITY.revocations(LISTED, LISTED.plus(Duration.ofDays(30))));
            return ValidationData.of(certificates, lists);
        }
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

    @ParameterizedTest
    @EnumSource(
            value = Suite.class,
            names = {"ES256", "ES384", "EDDSA", "PS256"})
    void licenses_ofEveryLevel_areWhatTheyClaimToDss(Suite suite) throws UnusablePdfException, IOException {
        Registry registry = Registry.of(suite);
        LongTermPdf longTerm = new LongTermPdf(TestPki.PROVIDER);
        Bytes signed = registry.signed(0);
        Timestamper soon = timestamper(STAMPED);
        Augmented timed = longTerm.lift(signed, PadesLevel.B_B, PadesLevel.B_T, soon, pdf -> ValidationData.EMPTY);
        Augmented listed =
                longTerm.lift(timed.pdf(), timed.level(), PadesLevel.B_LT, soon, pdf -> registry.validationData());
        Augmented archived = longTerm.lift(
                listed.pdf(),
                listed.level(),
                PadesLevel.B_LTA,
                timestamper(LISTED.plusSeconds(60)),
                pdf -> ValidationData.EMPTY);

        assertThat(dss(registry, signed, NEXT_DAY).level()).isEqualTo("PAdES-BASELINE-B");
        assertThat(dss(registry, timed.pdf(), NEXT_DAY).level()).isEqualTo("PAdES-BASELINE-T");
        if (suite == Suite.EDDSA) {
            // The policy that DSS brings (ETSI TS 119 312) names no EdDSA. That is all that it has against it.
            LongTermOpinion opinion = dss(registry, archived.pdf(), NEXT_DAY);
            assertThat(opinion.level()).isEqualTo("PAdES-BASELINE-LTA");
            assertThat(opinion.subIndication()).isEqualTo(Optional.of(SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE));
        } else {
            assertPassed(dss(registry, listed.pdf(), NEXT_DAY), "PAdES-BASELINE-LT", 1);
            assertPassed(dss(registry, archived.pdf(), NEXT_DAY), "PAdES-BASELINE-LTA", 2);
            assertPassed(dss(registry, archived.pdf(), SEAL_ENDED), "PAdES-BASELINE-LTA", 2);
            // The library under pdfsig knows no EdDSA either.
            assertPdfsig(archived.pdf());
        }
        for (Bytes pdf : List.of(signed, timed.pdf(), listed.pdf(), archived.pdf())) {
            byte[] changed = pdf.toArray();
            changed[signed.length() / 3] ^= 1;
            assertThat(dss(registry, Bytes.of(changed), NEXT_DAY).indication()).isNotEqualTo(Indication.TOTAL_PASSED);
        }
    }

    private static Bytes stamped(LongTermPdf.Stamping stamping) {
        return switch (stamping) {
            case LongTermPdf.Stamping.Stamped stamped -> stamped.pdf();
            case LongTermPdf.Stamping.Failed failed -> throw new AssertionError(failed.reason());
        };
    }

    private static LongTermOpinion dss(Registry registry, Bytes pdf, Instant at) {
        return LongTermOpinion.of(pdf, registry.roots(), at);
    }

    private static void assertPassed(LongTermOpinion opinion, String level, int timestamps) {
        assertThat(opinion.indication()).as(opinion.reason()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(opinion.level()).isEqualTo(level);
        assertThat(opinion.timestamps()).isEqualTo(timestamps);
    }

    private void assertPdfsig(Bytes pdf) throws IOException {
        Checker.PDFSIG.require();
        Path file = Files.write(directory.resolve("license.pdf"), pdf.toArray());
        assertThat(Command.run(directory, "pdfsig", "-nocert", file.toString()).out())
                .contains("Signature is Valid")
                .contains("Total document signed");
    }

    @Test
    void timestampInTheSignature_isLevelTAndCarriesLtAndLta() throws UnusablePdfException {
        Registry registry = Registry.of(Suite.ES256);
        Timestamper soon = timestamper(STAMPED);
        Bytes signed = registry.signed(SignatureTimestamp.room(soon.expectedOctets()));
        Bytes timed = stamped(new SignatureTimestamp(TestPki.PROVIDER).add(signed, soon));
        Augmented archived = new LongTermPdf(TestPki.PROVIDER)
                .lift(
                        timed,
                        PadesLevel.B_T,
                        PadesLevel.B_LTA,
                        timestamper(LISTED.plusSeconds(60)),
                        pdf -> registry.validationData());

        assertThat(dss(registry, timed, NEXT_DAY).level()).isEqualTo("PAdES-BASELINE-T");
        assertPassed(dss(registry, archived.pdf(), NEXT_DAY), "PAdES-BASELINE-LTA", 2);
        assertPassed(dss(registry, archived.pdf(), SEAL_ENDED), "PAdES-BASELINE-LTA", 2);
    }

    @Test
    void archived_renewedBeforeItsTimestampEnds_stillHolds() throws UnusablePdfException {
        Registry registry = Registry.of(Suite.ES256);
        LongTermPdf longTerm = new LongTermPdf(TestPki.PROVIDER);
        Augmented archived = longTerm.lift(
                registry.signed(0),
                PadesLevel.B_B,
                PadesLevel.B_LTA,
                timestamper(LISTED.plusSeconds(60)),
                pdf -> registry.validationData());
        Instant later = STAMPED.plus(Duration.ofDays(9 * 365));
        Bytes withLists = longTerm.withValidationData(
                archived.pdf(),
                ValidationData.of(List.of(), List.of(AUTHORITY.revocations(later, later.plus(Duration.ofDays(30))))));
        Bytes renewed = stamped(longTerm.withTimestamp(withLists, timestamper(later.plusSeconds(60))));

        assertPassed(dss(registry, renewed, later.plus(Duration.ofDays(1))), "PAdES-BASELINE-LTA", 3);
    }
}

package org.zhengzhao.signing.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.junit.jupiter.api.Test;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.x509.Recipe.Made;

/** Each problem once, on certificates that are right otherwise. */
class PathValidatorTest {
    private static final PathRequest REQUEST = PathRequest.at(Recipe.AT);
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.3.4");
    private static final Made ROOT = Recipe.root();
    private static final Made ISSUER = Recipe.authority("CN=Issuer").by(ROOT).make();
    private static final Made END = Recipe.end("CN=End").by(ISSUER).make();

    @Test
    void validate_rightPath_namesItFromEndToAnchor() {
        PathResult result = validate(END, List.of(ISSUER), REQUEST.withConformance(Conformance.PROFILE));
        assertThat(result)
                .isEqualTo(new PathResult.Valid(
                        List.of(END.certificate(), ISSUER.certificate(), ROOT.certificate()), Set.of(), List.of()));
    }

    @Test
    void validate_issuerMissing_isNoPath() {
        assertProblem(PathProblem.NO_PATH, END, validate(END, List.of(), REQUEST));
    }

    @Test
    void validate_issuerWithOtherKey_isSignature() {
        Made impostor = Recipe.authority("CN=Issuer").by(ROOT).make();
        assertProblem(PathProblem.SIGNATURE, END, validate(END, List.of(impostor), REQUEST));
    }

    @Test
    void validate_givenRoot_isNeverAnAnchor() {
        Made foreign = Recipe.authority("CN=Foreign").make();
        Made end = Recipe.end("CN=End").by(foreign).make();
        assertProblem(PathProblem.NO_PATH, foreign, validate(end, List.of(foreign), REQUEST), false);
    }

    @Test
    void validate_outOfTime_isSaidOfTheCertificateEvenOfTheAnchor() {
        Made old = Recipe.authority("CN=Old")
                .valid("2020-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
                .make();
        Made end = Recipe.end("CN=End").by(old).make();
        assertProblem(PathProblem.EXPIRED, old, validate(old, end, List.of(), REQUEST));
        Instant early = Instant.parse("2024-12-31T00:00:00Z");
        assertProblem(PathProblem.NOT_YET_VALID, END, validate(END, List.of(ISSUER), PathRequest.at(early)));
    }

    @Test
    void validate_expiredAndWrongOtherwise_saysTheOther() {
        Made end = Recipe.end("CN=End")
                .by(ROOT)
                .valid("2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z")
                .with(new ASN1ObjectIdentifier("1.2.3"), true, DERNull.INSTANCE)
                .make();
        assertProblem(PathProblem.CRITICAL_EXTENSION, end, validate(end, List.of(), REQUEST));
    }

    @Test
    void validate_issuerThatIsNoAuthority_isBasicConstraints() {
        Made absent = Recipe.authority("CN=X")
                .by(ROOT)
                .without(Extension.basicConstraints)
                .make();
        Made denied = Recipe.authority("CN=X")
                .by(ROOT)
                .with(Extension.basicConstraints, true, new BasicConstraints(false))
                .make();
        for (Made issuer : List.of(absent, denied)) {
            Made end = Recipe.end("CN=End").by(issuer).make();
            assertProblem(PathProblem.BASIC_CONSTRAINTS, issuer, validate(end, List.of(issuer), REQUEST));
        }
    }

    @Test
    void validate_moreAuthoritiesThanAllowed_isPathLength() {
        Made root = Recipe.authority("CN=R").pathLength(0).make();
        Made middle = Recipe.authority("CN=M").by(root).make();
        Made end = Recipe.end("CN=End").by(middle).make();
        assertProblem(PathProblem.PATH_LENGTH, middle, validate(root, end, List.of(middle), REQUEST));
        assertProblem(PathProblem.PATH_LENGTH, ISSUER, validate(END, List.of(ISSUER), REQUEST.withMaximumLength(0)));
    }

    @Test
    void validate_issuerWithoutCertificateSigning_isKeyUsage() {
        Made issuer = Recipe.authority("CN=X")
                .by(ROOT)
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))
                .make();
        Made end = Recipe.end("CN=End").by(issuer).make();
        assertProblem(PathProblem.KEY_USAGE, issuer, validate(end, List.of(issuer), REQUEST));
    }

    @Test
    void validate_timeStamping_isCriticalAndAlone() {
        PathRequest stamping = REQUEST.withPurpose(Purpose.TIME_STAMPING);
        Made good = Recipe.end("CN=TSA")
                .by(ROOT)
                .purposes(true, KeyPurposeId.id_kp_timeStamping)
                .make();
        assertThat(validate(good, List.of(), stamping)).isInstanceOf(PathResult.Valid.class);
        List<Made> others = List.of(
                Recipe.end("CN=TSA").by(ROOT).make(),
                Recipe.end("CN=TSA")
                        .by(ROOT)
                        .purposes(false, KeyPurposeId.id_kp_timeStamping)
                        .make(),
                Recipe.end("CN=TSA")
                        .by(ROOT)
                        .purposes(true, KeyPurposeId.id_kp_timeStamping, KeyPurposeId.id_kp_codeSigning)
                        .make());
        for (Made other : others) {
            assertProblem(PathProblem.EXTENDED_KEY_USAGE, other, validate(other, List.of(), stamping));
        }
    }

    @Test
    void validate_authorityForOtherPurposes_isExtendedKeyUsage() {
        Made issuer = Recipe.authority("CN=X")
                .by(ROOT)
                .purposes(false, KeyPurposeId.id_kp_serverAuth)
                .make();
        Made end = Recipe.end("CN=TSA")
                .by(issuer)
                .purposes(true, KeyPurposeId.id_kp_timeStamping)
                .make();
        assertProblem(
                PathProblem.EXTENDED_KEY_USAGE,
                issuer,
                validate(end, List.of(issuer), REQUEST.withPurpose(Purpose.TIME_STAMPING)));
        assertThat(validate(end, List.of(issuer), REQUEST)).isInstanceOf(PathResult.Valid.class);
    }

    @Test
    void validate_subjectOutsideOfTheAnchorsConstraints_isNameConstraints() {
        Made root = Recipe.authority("CN=R")
                .with(
                        Extension.nameConstraints,
                        true,
                        new NameConstraints(
                                new GeneralSubtree[] {
                                    new GeneralSubtree(new GeneralName(new X500Name("C=CN,O=Registry")))
                                },
                                null))
                .make();
        Made inside = Recipe.end("C=CN,O=REGISTRY ,CN=End").by(root).make();
        assertThat(validate(root, inside, List.of(), REQUEST)).isInstanceOf(PathResult.Valid.class);
        Made outside = Recipe.end("O=Registry,C=CN,CN=End").by(root).make();
        assertProblem(PathProblem.NAME_CONSTRAINTS, outside, validate(root, outside, List.of(), REQUEST));
    }

    @Test
    void validate_explicitPolicy_needsOneThatIsAccepted() {
        Made end = Recipe.end("CN=End")
                .by(ROOT)
                .with(Extension.certificatePolicies, false, new CertificatePolicies(new PolicyInformation(POLICY)))
                .make();
        PolicyInputs same = new PolicyInputs(Set.of(POLICY.getId()), true, false, false);
        PolicyInputs other = new PolicyInputs(Set.of("1.2.3.5"), true, false, false);
        assertThat(validate(end, List.of(), REQUEST.withPolicies(same)))
                .isInstanceOfSatisfying(
                        PathResult.Valid.class,
                        valid -> assertThat(valid.policies()).containsExactly(POLICY.getId()));
        assertProblem(PathProblem.POLICY, end, validate(end, List.of(), REQUEST.withPolicies(other)));
    }

    @Test
    void validate_unknownCriticalExtension_isRefusedOnEveryCertificate() {
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.2.3");
        Made root =
                Recipe.authority("CN=R").with(unknown, true, DERNull.INSTANCE).make();
        Made end = Recipe.end("CN=End").by(root).make();
        assertProblem(PathProblem.CRITICAL_EXTENSION, root, validate(root, end, List.of(), REQUEST));
        Made harmless = Recipe.end("CN=End")
                .by(ROOT)
                .with(unknown, false, DERNull.INSTANCE)
                .make();
        assertThat(validate(harmless, List.of(), REQUEST)).isInstanceOf(PathResult.Valid.class);
    }

    @Test
    void validate_profile_asksForWhatPathsDoNot() {
        List<Made> lax = List.of(
                Recipe.end("CN=End").by(ROOT).serial(0).make(),
                Recipe.end("CN=End")
                        .by(ROOT)
                        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign))
                        .make(),
                Recipe.end("CN=End")
                        .by(ROOT)
                        .with(
                                Extension.nameConstraints,
                                true,
                                new NameConstraints(
                                        new GeneralSubtree[] {
                                            new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example.com"))
                                        },
                                        null))
                        .make(),
                Recipe.end("CN=End")
                        .by(ROOT)
                        .named(GeneralName.dNSName, "*.*.example.com")
                        .make(),
                Recipe.end("CN=End")
                        .by(ROOT)
                        .with(Extension.keyUsage, true, new KeyUsage(0))
                        .make());
        for (Made end : lax) {
            assertThat(validate(end, List.of(), REQUEST)).isInstanceOf(PathResult.Valid.class);
            assertProblem(
                    PathProblem.NOT_CONFORMING,
                    end,
                    validate(end, List.of(), REQUEST.withConformance(Conformance.PROFILE)));
        }
    }

    @Test
    void validate_malformedExtension_isMalformed() {
        Made end = Recipe.end("CN=End")
                .by(ROOT)
                .withRaw(Extension.subjectAlternativeName, false, new byte[] {0x30, 0x05, 0x01})
                .make();
        assertProblem(PathProblem.MALFORMED, end, validate(end, List.of(), REQUEST));
    }

    @Test
    void validate_issuerThatCannotBeRead_isWhatIsSaid() {
        Made issuer = Recipe.authority("CN=X")
                .by(ROOT)
                .with(Extension.inhibitAnyPolicy, true, new ASN1Integer(-1))
                .make();
        Made end = Recipe.end("CN=End").by(issuer).make();
        assertProblem(PathProblem.MALFORMED, issuer, validate(end, List.of(issuer), REQUEST), false);
    }

    @Test
    void validate_twoWaysOfWhichOneHolds_takesIt() {
        Made issuerKeys = Recipe.authority("CN=X")
                .by(ROOT)
                .valid("2020-01-01T00:00:00Z", "2025-06-01T00:00:00Z")
                .make();
        Made renewed = Recipe.authority("CN=X").by(ROOT).keys(issuerKeys.keys()).make();
        Made end = Recipe.end("CN=End").by(renewed).make();
        assertThat(validate(end, List.of(issuerKeys, renewed), REQUEST))
                .isInstanceOfSatisfying(
                        PathResult.Valid.class,
                        valid -> assertThat(valid.certificates()).contains(renewed.certificate()));
        assertProblem(PathProblem.EXPIRED, issuerKeys, validate(end, List.of(issuerKeys), REQUEST));
    }

    @Test
    void validate_anchorItself_holdsIfItSignedItselfOrIsPinned() {
        assertThat(validate(ROOT, List.of(), REQUEST))
                .isEqualTo(new PathResult.Valid(List.of(ROOT.certificate()), Set.of(), List.of()));
        PathValidator validator = new PathValidator(TestPki.PROVIDER);
        List<X509Certificate> end = List.of(END.certificate());
        PathResult asAnchor = validator.validate(
                END.certificate(), CertificatePool.of(end, List.of()), List.of(), RevocationEvidence.NONE, REQUEST);
        assertProblem(PathProblem.NO_PATH, END, asAnchor);
        PathResult pinned = validator.validate(
                END.certificate(),
                CertificatePool.pinning(end, List.of()),
                List.of(),
                RevocationEvidence.NONE,
                REQUEST);
        assertThat(pinned).isEqualTo(new PathResult.Valid(end, Set.of(), List.of()));
    }

    private static void assertProblem(PathProblem problem, Made certificate, PathResult result) {
        assertProblem(problem, certificate, result, true);
    }

    /** With {@code exact} unset the certificate that is told may be another. */
    private static void assertProblem(PathProblem problem, Made certificate, PathResult result, boolean exact) {
        assertThat(result).isInstanceOfSatisfying(PathResult.Invalid.class, invalid -> {
            assertThat(invalid.problem()).isEqualTo(problem);
            if (exact) {
                assertThat(invalid.certificate()).isEqualTo(Optional.of(certificate.certificate()));
            }
        });
    }

    private static PathResult validate(Made end, List<Made> given, PathRequest request) {
        return validate(ROOT, end, given, request);
    }

    private static PathResult validate(Made root, Made end, List<Made> given, PathRequest request) {
        return new PathValidator(TestPki.PROVIDER)
                .validate(
                        end.certificate(),
                        CertificatePool.of(List.of(root.certificate()), List.of()),
                        given.stream().map(Made::certificate).toList(),
                        RevocationEvidence.NONE,
                        request);
    }
}

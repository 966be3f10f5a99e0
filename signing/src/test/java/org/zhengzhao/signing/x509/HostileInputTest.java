package org.zhengzhao.signing.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.x509.Evidence.Crl;
import org.zhengzhao.signing.x509.Evidence.Ocsp;
import org.zhengzhao.signing.x509.Recipe.Made;

/** Large, deep, many, and broken: the answer comes soon, and is never Valid. */
class HostileInputTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Made ROOT = Recipe.root();
    private static final CertificateParser PARSER = new CertificateParser(TestPki.PROVIDER);

    @Test
    void parse_certificateOfMegabytes_isALimit() {
        byte[] large = new byte[1_600_000];
        large[0] = 0x30;
        assertLimit(() -> PARSER.parse(Bytes.of(large)));
        Made padded = Recipe.end("CN=E")
                .by(ROOT)
                .withRaw(new ASN1ObjectIdentifier("1.2.3"), false, new byte[70_000])
                .make();
        assertThat(problem(padded, List.of())).contains(PathProblem.LIMIT);
    }

    @Test
    void parse_deepNesting_isRefusedWithoutRecursion() throws IOException {
        ByteArrayOutputStream deep = new ByteArrayOutputStream();
        byte[] inner = {};
        for (int i = 0; i < 2000; i++) {
            deep.reset();
            deep.write(0x30);
            if (inner.length < 0x80) {
                deep.write(inner.length);
            } else {
                deep.write(0x82);
                deep.write(inner.length >> 8);
                deep.write(inner.length);
            }
            deep.write(inner);
            inner = deep.toByteArray();
        }
        byte[] nested = inner;
        assertThatExceptionOfType(UnusableCertificateException.class).isThrownBy(() -> PARSER.parse(Bytes.of(nested)));
        Made end = Recipe.end("CN=E")
                .by(ROOT)
                .withRaw(Extension.nameConstraints, false, nested)
                .make();
        assertThat(problem(end, List.of())).contains(PathProblem.MALFORMED);
    }

    @Test
    void validate_manyNamesAgainstManyConstraints_isALimit() {
        GeneralSubtree[] subtrees = new GeneralSubtree[1000];
        String[] names = new String[1000];
        for (int i = 0; i < names.length; i++) {
            subtrees[i] = new GeneralSubtree(new GeneralName(GeneralName.dNSName, "a" + i + ".example"));
            names[i] = "b" + i + ".example";
        }
        Made root = Recipe.authority("CN=R")
                .with(Extension.nameConstraints, true, new NameConstraints(null, subtrees))
                .make();
        Made end = Recipe.end("CN=E").by(root).named(GeneralName.dNSName, names).make();
        Assertions.assertTimeout(
                SOON, () -> assertThat(problem(root, end, List.of())).contains(PathProblem.LIMIT));
    }

    @Test
    void validate_meshOfAuthorities_endsSoon() {
        List<X509Certificate> mesh = new ArrayList<>();
        List<Made> authorities = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            authorities.add(Recipe.authority("CN=A" + i).make());
        }
        for (int i = 0; i < authorities.size(); i++) {
            for (int j = 0; j < authorities.size(); j++) {
                if (i != j) {
                    mesh.add(Recipe.authority("CN=A" + i)
                            .keys(authorities.get(i).keys())
                            .by(authorities.get(j))
                            .make()
                            .certificate());
                }
            }
        }
        Made end = Recipe.end("CN=E").by(authorities.getFirst()).make();
        Assertions.assertTimeout(
                SOON,
                () -> assertThat(problem(end, mesh))
                        .isIn(Optional.of(PathProblem.LIMIT), Optional.of(PathProblem.PATH_LENGTH)));
    }

    @Test
    void validate_policiesMappedCrosswise_endSoon() {
        List<X509Certificate> given = new ArrayList<>();
        PolicyInformation[] policies = new PolicyInformation[50];
        ASN1EncodableVector mappings = new ASN1EncodableVector();
        for (int i = 0; i < policies.length; i++) {
            ASN1ObjectIdentifier policy = new ASN1ObjectIdentifier("1.2.3." + i);
            policies[i] = new PolicyInformation(policy);
            mappings.add(new DERSequence(
                    new ASN1ObjectIdentifier[] {policy, new ASN1ObjectIdentifier("1.2.3." + ((i + 1) % 50))}));
            mappings.add(new DERSequence(
                    new ASN1ObjectIdentifier[] {policy, new ASN1ObjectIdentifier("1.2.3." + ((i + 7) % 50))}));
        }
        Made above = ROOT;
        for (int i = 0; i < 9; i++) {
            above = Recipe.authority("CN=P" + i)
                    .by(above)
                    .with(Extension.certificatePolicies, false, new CertificatePolicies(policies))
                    .with(Extension.policyMappings, true, new DERSequence(mappings))
                    .make();
            given.add(above.certificate());
        }
        Made end = Recipe.end("CN=E")
                .by(above)
                .with(Extension.certificatePolicies, false, new CertificatePolicies(policies))
                .make();
        Assertions.assertTimeout(
                SOON,
                () -> assertThat(result(ROOT, end, given, RevocationEvidence.NONE))
                        .isInstanceOf(PathResult.Valid.class));
    }

    @Test
    void validate_moreGivenThanLookedAt_isALimit() {
        Made end = Recipe.end("CN=E").by(ROOT).make();
        List<X509Certificate> many =
                java.util.Collections.nCopies(X509Limits.MAX_GIVEN_CERTIFICATES + 1, end.certificate());
        assertThat(problem(end, many)).contains(PathProblem.LIMIT);
    }

    @Test
    void validate_largeRsaKey_isRefusedBeforeItIsUsed() {
        KeyPair keys = Recipe.pair("RSA", 2048);
        Made root = Recipe.authority("CN=R").keys(keys).signed("SHA256withRSA").make();
        Made end = Recipe.end("CN=E").by(root).signed("SHA256withRSA").make();
        assertThat(result(root, end, List.of(), RevocationEvidence.NONE)).isInstanceOf(PathResult.Valid.class);
        assertThat(AlgorithmPolicy.DATED.allows(new KeyForm.Rsa(1_000_000, true), Recipe.AT))
                .isFalse();
        assertThat(AlgorithmPolicy.DATED.allows(new KeyForm.Rsa(2048, false), Recipe.AT))
                .as("exponent one")
                .isFalse();
    }

    @Test
    void validate_anyFlippedBit_isNeverValid() throws Exception {
        Made end = Recipe.end("CN=E").by(ROOT).make();
        byte[] der = end.certificate().getEncoded();
        assertThat(problem(end, List.of())).isEmpty();
        Random random = new Random(20260601);
        for (int i = 0; i < 1500; i++) {
            Bytes flipped = flipped(der, random);
            read(flipped.toArray())
                    .ifPresent(certificate -> assertThat(result(ROOT, certificate, List.of(), RevocationEvidence.NONE))
                            .as(flipped::toHex)
                            .isInstanceOf(PathResult.Invalid.class));
        }
    }

    @Test
    void validate_anyFlippedBitOfEvidence_neverMakesGoodOfRevoked() throws Exception {
        Made end = Recipe.end("CN=E").by(ROOT).make();
        byte[] list = new Crl(ROOT, Evidence.BEFORE, Evidence.AFTER)
                .revoking(end, Evidence.BEFORE, CRLReason.keyCompromise)
                .der()
                .toArray();
        byte[] answer = new Ocsp(ROOT, ROOT)
                .der(
                        end,
                        new org.bouncycastle.cert.ocsp.RevokedStatus(
                                Evidence.date(Evidence.BEFORE), CRLReason.keyCompromise))
                .toArray();
        Random random = new Random(20260602);
        for (int i = 0; i < 1000; i++) {
            assertNotGood(end, flipped(list, random), true);
            assertNotGood(end, flipped(answer, random), false);
        }
    }

    private static void assertNotGood(Made end, Bytes evidence, boolean list) {
        assertThat(result(
                        ROOT, end.certificate(), List.of(), evidence(evidence, list), RevocationRules.END_CERTIFICATE))
                .as(evidence::toHex)
                .isInstanceOf(PathResult.Invalid.class);
    }

    private static Bytes flipped(byte[] octets, Random random) {
        byte[] flipped = octets.clone();
        int bit = random.nextInt(flipped.length * 8);
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        return Bytes.of(flipped);
    }

    @Test
    void validate_mutatedEverything_throwsNothing() throws Exception {
        Made end = Recipe.end("CN=E")
                .by(ROOT)
                .named(GeneralName.dNSName, "a.example")
                .with(
                        Extension.certificatePolicies,
                        false,
                        new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier("1.2.3"))))
                .make();
        byte[] answer = new Ocsp(ROOT, ROOT)
                .sending(ROOT)
                .der(end, CertificateStatus.GOOD)
                .toArray();
        byte[] list = new Crl(ROOT, Evidence.BEFORE, Evidence.AFTER)
                .revoking(end, Evidence.AFTER, CRLReason.superseded)
                .der()
                .toArray();
        Random random = new Random(20260603);
        for (int i = 0; i < 2000; i++) {
            Optional<X509Certificate> certificate =
                    read(mutated(end.certificate().getEncoded(), random));
            X509Certificate subject = certificate.orElse(end.certificate());
            RevocationEvidence evidence = evidence(Bytes.of(mutated(i % 2 == 0 ? list : answer, random)), i % 2 == 0);
            assertThat(result(ROOT, subject, List.of(subject), evidence)).isNotNull();
        }
    }

    /** Several octets changed, some cut off: what a reader gets from a careless hand. */
    private static byte[] mutated(byte[] octets, Random random) {
        byte[] changed = octets.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? java.util.Arrays.copyOf(changed, random.nextInt(changed.length)) : changed;
    }

    private static RevocationEvidence evidence(Bytes octets, boolean list) {
        try {
            return list
                    ? new RevocationEvidence(List.of(RevocationList.parse(octets)), List.of())
                    : new RevocationEvidence(List.of(), List.of(OcspAnswer.parse(octets, TestPki.PROVIDER)));
        } catch (MalformedEvidenceException refused) {
            return RevocationEvidence.NONE;
        }
    }

    private static Optional<X509Certificate> read(byte[] der) {
        try {
            return Optional.of(PARSER.parse(Bytes.of(der)));
        } catch (UnusableCertificateException refused) {
            return Optional.empty();
        }
    }

    private static void assertLimit(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        assertThatExceptionOfType(UnusableCertificateException.class)
                .isThrownBy(reading)
                .satisfies(refused -> assertThat(refused.problem()).isEqualTo(PathProblem.LIMIT));
    }

    private static Optional<PathProblem> problem(Made end, List<X509Certificate> given) {
        return problem(ROOT, end, given);
    }

    private static Optional<PathProblem> problem(Made root, Made end, List<X509Certificate> given) {
        return result(root, end, given, RevocationEvidence.NONE) instanceof PathResult.Invalid invalid
                ? Optional.of(invalid.problem())
                : Optional.empty();
    }

    private static PathResult result(Made root, Made end, List<X509Certificate> given, RevocationEvidence evidence) {
        return result(root, end.certificate(), given, evidence);
    }

    private static PathResult result(
            Made root, X509Certificate end, List<X509Certificate> given, RevocationEvidence evidence) {
        return result(
                root,
                end,
                given,
                evidence,
                evidence.isEmpty() ? RevocationRules.NOT_ASKED : RevocationRules.END_CERTIFICATE);
    }

    private static PathResult result(
            Made root,
            X509Certificate end,
            List<X509Certificate> given,
            RevocationEvidence evidence,
            RevocationRules rules) {
        return new PathValidator(TestPki.PROVIDER)
                .validate(
                        end,
                        CertificatePool.of(List.of(root.certificate()), List.of()),
                        given,
                        evidence,
                        PathRequest.at(Recipe.AT).withRevocation(rules));
    }
}

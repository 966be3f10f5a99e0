package org.zhengzhao.signing.verify;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.signing.collect.UnreadableDocumentException;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.credential.ClaimsCbor;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.face.EmbeddedFile;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.SoftwareKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPdf;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;

/** Really signed documents, each spoilt in one way. */
final class Vectors {
    static final TestPki PKI = new TestPki(Samples.CEREMONY);
    static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    static final TrustStore TRUST = TrustStore.of(PKI.published(KEY), TestPki.PROVIDER);

    private static final EvidenceDocuments EVIDENCE = new EvidenceDocuments(PKI.published(KEY));

    private static final TrustStore NOBODY = TrustStore.of(List.of(), TestPki.PROVIDER);
    private static final SigningKey OTHER = PKI.sealing(Samples.OTHER_AUTHORITY, Samples.CEREMONY);
    private static final TestPki FOREIGN = new TestPki(Samples.CEREMONY);
    private static final TrustStore FOREIGN_TRUST = TrustStore.of(List.of(FOREIGN.root()), TestPki.PROVIDER);
    private static final LicenseContent CONTENT = Samples.content();
    private static final Credential CREDENTIAL = credential(CONTENT);

    private final List<Vector> vectors = new ArrayList<>();

    private Vectors() {}

    static List<Vector> all() {
        Vectors all = new Vectors();
        all.signatures();
        all.evidence();
        all.certificates();
        all.licenses();
        all.credentials();
        all.vectors.addAll(StatusVectors.all());
        all.vectors.addAll(ReceiptVectors.all());
        return List.copyOf(all.vectors);
    }

    static Verdict credentialAt(Instant at) throws UnreadableDocumentException {
        return new Vector("credential", "", CREDENTIAL.coseSign1(), TRUST, at).judge();
    }

    private static TestPdf license() {
        return TestPdf.license(CONTENT, KEY);
    }

    private static Credential credential(LicenseContent content) {
        return new CredentialSigner(TestPki.PROVIDER)
                .sign(LicenseClaims.of(Samples.type(), content, Samples.ISSUED), KEY);
    }

    private void signatures() {
        Bytes issued = license().build();
        add("PDF that was never signed", FailureCode.NO_SIGNATURE, license().unsigned());
        add("PDF signed twice", FailureCode.SEVERAL_SIGNATURES, license().sign(issued));
        add(
                "ByteRange starts later",
                FailureCode.BYTE_RANGE_BROKEN,
                replaced(issued, "/ByteRange [0 ", "/ByteRange [1 "));
        add("something appended", FailureCode.CONTENT_NOT_COVERED, appended(issued, "\n% later\n"));
        add(
                "another subfilter",
                FailureCode.SIGNATURE_FORMAT,
                license().subFilter("adbe.pkcs7.detached").build());
        add(
                "no CMS",
                FailureCode.SIGNATURE_FORMAT,
                license().encoded(cms -> new byte[] {4, 1, 0}).build());
        add(
                "something after the CMS",
                FailureCode.SIGNATURE_FORMAT,
                license()
                        .encoded(cms -> appended(Bytes.of(cms), "\u0001").toArray())
                        .build());
        add(
                "without signing certificate",
                FailureCode.SIGNED_ATTRIBUTES,
                license()
                        .attributes(all -> all.removeIf(attribute ->
                                attribute.getAttrType().equals(PKCSObjectIdentifiers.id_aa_signingCertificateV2)))
                        .build());
        add(
                "says it is SHA-512",
                FailureCode.ALGORITHM_NOT_ALLOWED,
                license().signatureAlgorithm("SHA512withECDSA").build());
        add(
                "another digest",
                FailureCode.HASH_MISMATCH,
                license().digested(Vectors::lastFlipped).build());
        add(
                "signature altered",
                FailureCode.SIGNATURE_BROKEN,
                license().signed(Vectors::lastFlipped).build());
    }

    private void evidence() {
        Bytes issued = license().build();
        add("page changed by an update", FailureCode.CHANGED_AFTER_SIGNING, EvidenceDocuments.withNote(issued));
        add(
                "timestamp of another document",
                FailureCode.TIMESTAMP_BROKEN,
                EVIDENCE.stampedOverSomethingElse(issued),
                EVIDENCE.trustingTimestamps(),
                Samples.NOW);
        add("timestamp of a stranger", GapCode.TIMESTAMP_NOT_TRUSTED, EVIDENCE.stamped(issued), TRUST, Samples.NOW);
        Instant before = Samples.ISSUED.minus(Duration.ofDays(1));
        add(
                "revoked before a timestamp",
                FailureCode.REVOKED_BEFORE_SIGNING,
                EVIDENCE.withRevocations(EVIDENCE.stamped(issued), PKI.issuer(), KEY.certificate(), before),
                EVIDENCE.trustingTimestamps(),
                Samples.NOW);
        add(
                "revoked, and no timestamp",
                GapCode.REVOKED_NO_PROOF_OF_TIME,
                EVIDENCE.withRevocations(issued, PKI.issuer(), KEY.certificate(), before),
                TRUST,
                Samples.NOW);
        add(
                "revocation list by a look-alike",
                GapCode.REVOCATION_UNKNOWN,
                EVIDENCE.withRevocations(issued, FOREIGN.issuer(), KEY.certificate(), before),
                TRUST,
                Samples.NOW);
        add(
                "page says something else",
                FailureCode.VISIBLE_TEXT_DISAGREES,
                license().text("JY21101010000002").build());
    }

    private void certificates() {
        add(
                "sealed by the issuing CA itself",
                FailureCode.KEY_USAGE,
                TestPdf.letter(caKey()).build());
        add(
                "credential sealed by the issuing CA itself",
                FailureCode.KEY_USAGE,
                resigned(claims(CONTENT), caKey(), -7).coseSign1());
        add(
                "sealed by another authority",
                FailureCode.ISSUER_MISMATCH,
                license()
                        .file(EmbeddedFile.CREDENTIAL, CREDENTIAL.coseSign1())
                        .signedBy(OTHER)
                        .build());
        add(
                "credential by another authority",
                FailureCode.ISSUER_MISMATCH,
                resigned(claims(CONTENT), OTHER, -7).coseSign1(),
                trusting(OTHER),
                Samples.NOW);
        TrustPolicy without = TrustPolicy.of(TRUST).withRights(onlyOthersMayIssue());
        vectors.add(new Vector(
                "PDF by an authority that may not issue the type",
                FailureCode.ISSUER_NOT_ENTITLED.name(),
                license().build(),
                without,
                Samples.NOW));
        vectors.add(new Vector(
                "credential by an authority that may not issue the type",
                FailureCode.ISSUER_NOT_ENTITLED.name(),
                CREDENTIAL.coseSign1(),
                without,
                Samples.NOW));
        add("PDF, nobody trusted", GapCode.NO_TRUST, license().build(), NOBODY, Samples.NOW);
        add("credential, nobody trusted", GapCode.NO_TRUST, CREDENTIAL.coseSign1(), NOBODY, Samples.NOW);
        add("credential of a stranger", GapCode.SIGNER_UNKNOWN, CREDENTIAL.coseSign1(), FOREIGN_TRUST, Samples.NOW);
        add("PDF of a stranger", GapCode.SIGNER_NOT_TRUSTED, license().build(), FOREIGN_TRUST, Samples.NOW);
        SigningKey sameNames = FOREIGN.sealing(Samples.AUTHORITY, Samples.CEREMONY);
        add(
                "PDF by a look-alike registry",
                GapCode.SIGNER_NOT_TRUSTED,
                TestPdf.license(CONTENT, sameNames).build());
        Instant later = Samples.CEREMONY.plus(Duration.ofDays(365L * 3 + 1));
        add("certificate expired", GapCode.CERTIFICATE_EXPIRED, license().build(), TRUST, later);
        add("credential's certificate expired", GapCode.CERTIFICATE_EXPIRED, CREDENTIAL.coseSign1(), TRUST, later);
        Instant earlier = Samples.CEREMONY.minus(Duration.ofDays(1));
        add(
                "certificate not yet valid",
                GapCode.CERTIFICATE_NOT_YET_VALID,
                license().build(),
                TRUST,
                earlier);
    }

    private void licenses() {
        Bytes json = LicenseContentJson.canonical(CONTENT);
        add("signed letter", GapCode.NOT_A_LICENSE, TestPdf.letter(KEY).build());
        add(
                "license is no JSON",
                FailureCode.LICENSE_UNREADABLE,
                license().file(EmbeddedFile.LICENSE, Bytes.utf8("{")).build());
        add(
                "license has one member more",
                FailureCode.LICENSE_UNREADABLE,
                license()
                        .file(EmbeddedFile.LICENSE, replaced(json, "{\"areaCode\"", "{\"a\":1,\"areaCode\""))
                        .build());
        add(
                "license is not canonical",
                FailureCode.LICENSE_NOT_CANONICAL,
                license().file(EmbeddedFile.LICENSE, appended(json, " ")).build());
        add(
                "holder's code is wrong",
                FailureCode.CODE_INVALID,
                license()
                        .file(EmbeddedFile.LICENSE, replaced(json, "91110000MAFAKE019D", "91110000MAFAKE019E"))
                        .build());
        add(
                "PDF before its first day",
                FailureCode.NOT_YET_EFFECTIVE,
                license().build(),
                TRUST,
                Instant.parse("2026-03-01T15:57:00Z"));
        add(
                "PDF after its last day",
                FailureCode.EXPIRED,
                TestPdf.license(expired(), KEY).build());
        add(
                "credential is missing",
                FailureCode.CREDENTIAL_MISSING,
                license().without(EmbeddedFile.CREDENTIAL).build());
        add(
                "embedded credential is none",
                FailureCode.CREDENTIAL_MALFORMED,
                license().file(EmbeddedFile.CREDENTIAL, Bytes.utf8("x")).build());
        add(
                "embedded credential is broken",
                FailureCode.SIGNATURE_BROKEN,
                license()
                        .file(
                                EmbeddedFile.CREDENTIAL,
                                Bytes.of(lastFlipped(CREDENTIAL.coseSign1().toArray())))
                        .build());
        Credential another = credential(expired());
        add(
                "credential of another license",
                FailureCode.FACES_DISAGREE,
                license()
                        .file(EmbeddedFile.CREDENTIAL, another.coseSign1())
                        .qr(QrText.of(another))
                        .build());
        add(
                "QR of another license",
                FailureCode.FACES_DISAGREE,
                license().qr(QrText.of(another)).build());
        add(
                "damaged QR on the page",
                FailureCode.FACES_DISAGREE,
                license().qr("LX1:BB8").build());
        add("page without QR", GapCode.QR_NOT_READABLE, license().withoutQr().build());
        add(
                "page with somebody else's QR",
                GapCode.QR_NOT_READABLE,
                license().qr("https://example.com/").build());
    }

    private void credentials() {
        String text = QrText.of(CREDENTIAL);
        add("text cut off", FailureCode.QR_TEXT_BROKEN, Bytes.utf8(text.substring(0, text.length() - 6)));
        add(
                "text in lower case",
                FailureCode.QR_TEXT_BROKEN,
                Bytes.utf8("LX1:" + text.substring(4).toLowerCase(java.util.Locale.ROOT)));
        add("octets after the credential", FailureCode.CREDENTIAL_MALFORMED, appended(CREDENTIAL.coseSign1(), "x"));
        add(
                "payload that is no license",
                FailureCode.CREDENTIAL_MALFORMED,
                resigned(Bytes.of(new byte[] {(byte) 0xA0}), KEY, -7).coseSign1());
        add(
                "identifier with a wrong check character",
                FailureCode.CODE_INVALID,
                resigned(replaced(claims(CONTENT), "91110000MAFAKE01.001.4", "91110000MAFAKE01.001.5"), KEY, -7)
                        .coseSign1());
        add(
                "algorithm that is none of ours",
                FailureCode.ALGORITHM_NOT_ALLOWED,
                resigned(claims(CONTENT), KEY, -257).coseSign1());
        add(
                "algorithm of another key",
                FailureCode.ALGORITHM_NOT_ALLOWED,
                resigned(claims(CONTENT), KEY, -8).coseSign1());
        add(
                "claims altered",
                FailureCode.SIGNATURE_BROKEN,
                replaced(CREDENTIAL.coseSign1(), "JY21101010000001", "JY21101010000002"));
        add(
                "signature altered",
                FailureCode.SIGNATURE_BROKEN,
                Bytes.of(lastFlipped(CREDENTIAL.coseSign1().toArray())));
        add(
                "before its first day",
                FailureCode.NOT_YET_EFFECTIVE,
                early().coseSign1(),
                TRUST,
                Instant.parse("2026-03-01T15:57:00Z"));
        add("after its last day", FailureCode.EXPIRED, credential(expired()).coseSign1());
        add(
                "from the future",
                FailureCode.ISSUED_IN_THE_FUTURE,
                CREDENTIAL.coseSign1(),
                TRUST,
                Samples.ISSUED.minusSeconds(600));
    }

    static TypeRights onlyOthersMayIssue() {
        return new TypeRights(Map.of(CONTENT.identifier().type(), Set.of(Samples.OTHER_AUTHORITY.code())));
    }

    private static Credential early() {
        return new CredentialSigner(TestPki.PROVIDER)
                .sign(LicenseClaims.of(Samples.type(), CONTENT, Samples.CEREMONY), KEY);
    }

    private static LicenseContent expired() {
        return Samples.content(
                new ValidityPeriod(LocalDate.parse("2026-03-02"), Optional.of(LocalDate.parse("2026-11-19"))),
                CONTENT.holders().getFirst());
    }

    private static Bytes claims(LicenseContent content) {
        return ClaimsCbor.write(LicenseClaims.of(Samples.type(), content, Samples.ISSUED));
    }

    /** A credential as a careless or hostile signer would make it. */
    private static Credential resigned(Bytes payload, SigningKey key, int algorithm) {
        KeyIdentifier keyIdentifier = KeyIdentifier.of(key.certificate());
        Bytes header = CoseSign1.header(algorithm, keyIdentifier);
        Bytes signature = key.signRaw(CoseSign1.toBeSigned(header, payload).toArray());
        return new Credential(new CoseSign1(algorithm, keyIdentifier, header, payload, signature).encode());
    }

    private static SigningKey caKey() {
        return new SoftwareKey(Suite.ES256, PKI.issuer().key(), PKI.issuer().chain(), TestPki.PROVIDER);
    }

    private static TrustStore trusting(SigningKey key) {
        List<X509Certificate> published = PKI.published(key);
        return TrustStore.of(published, TestPki.PROVIDER);
    }

    private void add(String name, FailureCode code, Bytes document) {
        add(name, code, document, TRUST, Samples.NOW);
    }

    private void add(String name, FailureCode code, Bytes document, TrustStore trust, Instant at) {
        vectors.add(new Vector(name, code.name(), document, trust, at));
    }

    private void add(String name, GapCode code, Bytes document) {
        add(name, code, document, TRUST, Samples.NOW);
    }

    private void add(String name, GapCode code, Bytes document, TrustStore trust, Instant at) {
        vectors.add(new Vector(name, code.name(), document, trust, at));
    }

    private static byte[] lastFlipped(byte[] octets) {
        byte[] flipped = octets.clone();
        flipped[flipped.length - 1] ^= 1;
        return flipped;
    }

    private static Bytes appended(Bytes octets, String tail) {
        UnaryOperator<String> append = text -> text + tail;
        return changed(octets, append);
    }

    private static Bytes replaced(Bytes octets, String from, String to) {
        UnaryOperator<String> replace = text -> text.replace(from, to);
        Bytes result = changed(octets, replace);
        if (result.equals(octets)) {
            throw new AssertionError("'" + from + "' is not there");
        }
        return result;
    }

    private static Bytes changed(Bytes octets, UnaryOperator<String> change) {
        String text = new String(octets.toArray(), StandardCharsets.ISO_8859_1);
        return Bytes.of(change.apply(text).getBytes(StandardCharsets.ISO_8859_1));
    }
}

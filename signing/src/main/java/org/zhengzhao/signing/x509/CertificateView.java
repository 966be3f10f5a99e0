package org.zhengzhao.signing.x509;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A certificate with everything read that a path depends on, so that nothing can fail later.
 *
 * @param toBeSigned what the signature covers
 * @param authority from basic constraints
 */
record CertificateView(
        X509Certificate certificate,
        Bytes toBeSigned,
        AlgorithmIdentifier algorithm,
        Bytes signature,
        DistinguishedName subject,
        DistinguishedName issuer,
        BigInteger serial,
        Instant notBefore,
        Instant notAfter,
        SubjectPublicKeyInfo key,
        KeyForm keyForm,
        Authority authority,
        Optional<KeyUses> keyUses,
        Optional<Set<String>> extendedKeyUses,
        Optional<Bytes> subjectKey,
        Optional<Bytes> authorityKey,
        List<AlternativeName> alternativeNames,
        Optional<NameConstraintSet> nameConstraints,
        PolicyExtensions policies,
        Optional<CRLDistPoint> distributionPoints,
        Set<String> extensions,
        Set<String> critical) {

    CertificateView {
        alternativeNames = List.copyOf(alternativeNames);
        extensions = Set.copyOf(extensions);
        critical = Set.copyOf(critical);
    }

    /** Basic constraints (RFC 5280 §4.2.1.9). */
    record Authority(boolean stated, boolean isAuthority, OptionalInt pathLength) {
        static final Authority NOT_STATED = new Authority(false, false, OptionalInt.empty());
    }

    /** Key usage (§4.2.1.3), as far as paths and evidence ask. */
    record KeyUses(boolean any, boolean digitalSignature, boolean certificateSigning, boolean listSigning) {}

    /** Issued by its own subject, perhaps under another key (§3.2). */
    boolean isSelfIssued() {
        return subject.equals(issuer);
    }

    boolean isValidAt(Instant at) {
        return !at.isBefore(notBefore) && !at.isAfter(notAfter);
    }

    /** Whether the key may sign certificates: no statement means yes (§6.1.4 n). */
    boolean maySignCertificates() {
        return keyUses.map(KeyUses::certificateSigning).orElse(true);
    }

    boolean maySignLists() {
        return keyUses.map(KeyUses::listSigning).orElse(true);
    }

    /** The same subject and the same key, whoever certified it: to meet it twice on a path is a loop (RFC 4158 §5.2). */
    boolean isSameEntityAs(CertificateView other) {
        return subject.equals(other.subject) && key.equals(other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateView view && certificate.equals(view.certificate);
    }

    @Override
    public int hashCode() {
        return certificate.hashCode();
    }

    /** A certificate's names may be a person's. */
    @Override
    public String toString() {
        return "CertificateView[serial " + serial.toString(16) + "]";
    }
}

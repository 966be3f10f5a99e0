package org.zhengzhao.signing.pki;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.signing.key.CertifiedKey;
import org.zhengzhao.signing.key.KeyHandle;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RejectedChainException.Reason;

/**
 * What came back from a certification authority for a certificate request, checked and put in order.
 *
 * @param path certificate of the key first, then those above it, without the root
 * @param root that the path leads to; whether to trust it is for people to decide
 */
public record IssuedChain(List<X509Certificate> path, X509Certificate root) {
    private static final int MAX_CERTIFICATES = 8;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final int CERTIFICATE_SIGN = 5;

    public IssuedChain {
        path = List.copyOf(path);
        Objects.requireNonNull(root);
    }

    /**
     * Checks certificates given in any order, the root among them.
     *
     * @param key that asked
     * @param authority whose licenses it will seal
     * @param provider Bouncy Castle
     */
    public static IssuedChain require(
            Collection<X509Certificate> given, KeyHandle key, Authority authority, Instant now, Provider provider)
            throws RejectedChainException {
        return require(given, key, new CertificateKind.Sealing(authority), now, provider);
    }

    /**
     * The same for a key that is to have a certificate of that kind.
     *
     * @param kind what the key is for; a root is not asked for, it signs itself
     */
    public static IssuedChain require(
            Collection<X509Certificate> given, KeyHandle key, CertificateKind kind, Instant now, Provider provider)
            throws RejectedChainException {
        Set<X509Certificate> left = new HashSet<>(given);
        if (left.isEmpty() || left.size() > MAX_CERTIFICATES) {
            throw new RejectedChainException(Reason.NUMBER);
        }
        List<X509Certificate> ordered = new ArrayList<>();
        X509Certificate current =
                only(left.stream().filter(one -> sameKey(one, key)).toList(), Reason.NOT_FOR_THIS_KEY);
        requireKind(current, key, kind, provider);
        int below = kind.constraints().isCA() ? 1 : 0;
        ordered.add(current);
        left.remove(current);
        while (!selfIssued(current)) {
            X509Certificate before = current;
            current = only(
                    left.stream()
                            .filter(one -> one.getSubjectX500Principal().equals(before.getIssuerX500Principal()))
                            .toList(),
                    Reason.INCOMPLETE);
            requireIssued(current, before, ordered.size() - 1 + below, provider);
            ordered.add(current);
            left.remove(current);
        }
        if (!left.isEmpty()) {
            throw new RejectedChainException(Reason.NOT_PART_OF_THE_PATH);
        }
        if (ordered.size() == 1) {
            // It signed itself: nobody else vouches for it.
            throw new RejectedChainException(Reason.INCOMPLETE);
        }
        requireSignature(current, current, provider);
        for (X509Certificate certificate : ordered) {
            requireInForce(certificate, now);
        }
        return new IssuedChain(ordered.subList(0, ordered.size() - 1), current);
    }

    /** The key with these certificates, ready to seal. */
    public SigningKey handle(KeyHandle key) {
        return new CertifiedKey(key, path);
    }

    private static X509Certificate only(List<X509Certificate> found, Reason none) throws RejectedChainException {
        if (found.size() != 1) {
            throw new RejectedChainException(found.isEmpty() ? none : Reason.AMBIGUOUS);
        }
        return found.getFirst();
    }

    private static boolean sameKey(X509Certificate certificate, KeyHandle key) {
        return Arrays.equals(
                certificate.getPublicKey().getEncoded(), key.publicKey().getEncoded());
    }

    private static boolean selfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static void requireKind(X509Certificate certificate, KeyHandle key, CertificateKind kind, Provider provider)
            throws RejectedChainException {
        boolean[] usage = certificate.getKeyUsage();
        boolean authority = certificate.getBasicConstraints() >= 0;
        boolean fits = usage != null
                && switch (kind) {
                    case CertificateKind.Root root -> authority && usage[CERTIFICATE_SIGN];
                    case CertificateKind.IssuingAuthority issuing -> authority && usage[CERTIFICATE_SIGN];
                    case CertificateKind.Sealing sealing -> !authority && !usage[CERTIFICATE_SIGN] && signs(usage);
                    case CertificateKind.Timestamping stamping ->
                        !authority && !usage[CERTIFICATE_SIGN] && signs(usage);
                    case CertificateKind.Registry registry ->
                        !authority
                                && !usage[CERTIFICATE_SIGN]
                                && signs(usage)
                                && registry.purpose().isOf(certificate);
                };
        if (!fits) {
            throw new RejectedChainException(Reason.KEY_USAGE);
        }
        if (!new SignatureVerifier(provider).keys().signsLicenses(key.suite(), certificate.getPublicKey())) {
            throw new RejectedChainException(Reason.UNSUPPORTED_KEY);
        }
        if (kind instanceof CertificateKind.Sealing sealing
                && RegistryPki.organisationOf(certificate)
                        .filter(sealing.authority().code()::equals)
                        .isEmpty()) {
            throw new RejectedChainException(Reason.WRONG_ORGANISATION);
        }
    }

    private static boolean signs(boolean[] usage) {
        return usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION];
    }

    /** RFC 5280 §6.1.4 (k) to (n): an authority, and with that many others between it and the leaf. */
    private static void requireIssued(
            X509Certificate issuer, X509Certificate certificate, int between, Provider provider)
            throws RejectedChainException {
        boolean[] usage = issuer.getKeyUsage();
        if (issuer.getBasicConstraints() < between || usage == null || !usage[CERTIFICATE_SIGN]) {
            throw new RejectedChainException(Reason.NOT_AN_AUTHORITY);
        }
        requireSignature(certificate, issuer, provider);
    }

    private static void requireSignature(X509Certificate certificate, X509Certificate issuer, Provider provider)
            throws RejectedChainException {
        try {
            certificate.verify(issuer.getPublicKey(), provider);
        } catch (GeneralSecurityException | RuntimeException broken) {
            // Bouncy Castle lets several unchecked exceptions out on malformed keys and signatures.
            throw new RejectedChainException(Reason.BROKEN_SIGNATURE);
        }
    }

    private static void requireInForce(X509Certificate certificate, Instant now) throws RejectedChainException {
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            throw new RejectedChainException(Reason.EXPIRED);
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            throw new RejectedChainException(Reason.NOT_YET_VALID);
        }
    }
}

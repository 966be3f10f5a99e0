package org.zhengzhao.signing.trust;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.x509.CertificatePool;
import org.zhengzhao.signing.x509.PathProblem;
import org.zhengzhao.signing.x509.PathRequest;
import org.zhengzhao.signing.x509.PathResult;
import org.zhengzhao.signing.x509.PathValidator;
import org.zhengzhao.signing.x509.RevocationEvidence;

/**
 * The certificates that a person who verifies has chosen to trust. One that issued itself, or whose issuer is not among
 * them, is an anchor; the others are signers and what stands between. Nobody can change it; it asks no network and no clock.
 */
public final class TrustStore {
    private final PathValidator validator;
    private final Provider provider;
    private final Set<X509Certificate> certificates;
    private final Set<X509Certificate> anchors;
    /** Reads our certificates once, and remembers signatures among them and on signers. */
    private final CertificatePool pool;

    private TrustStore(Provider provider, Set<X509Certificate> anchors, Set<X509Certificate> certificates) {
        this.validator = new PathValidator(provider);
        this.provider = provider;
        this.certificates = certificates;
        this.anchors = anchors;
        this.pool = CertificatePool.pinning(anchors, certificates);
    }

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public static TrustStore of(Collection<X509Certificate> certificates, Provider provider) {
        Set<X500Principal> subjects = certificates.stream()
                .map(X509Certificate::getSubjectX500Principal)
                .collect(Collectors.toUnmodifiableSet());
        Set<X509Certificate> anchors = certificates.stream()
                .filter(certificate ->
                        selfIssued(certificate) || !subjects.contains(certificate.getIssuerX500Principal()))
                .collect(Collectors.toUnmodifiableSet());
        return new TrustStore(provider, anchors, new LinkedHashSet<>(certificates));
    }

    /**
     * The same with more certificates, of which only those that are named as such are anchors. One that was an anchor only because
     * nothing was known above it is none any more where its issuer comes along: what is known of revocation is to count for it.
     *
     * @param others signers and what stands between
     */
    public TrustStore with(Collection<X509Certificate> moreAnchors, Collection<X509Certificate> others) {
        Set<X509Certificate> all = new LinkedHashSet<>(certificates);
        all.addAll(moreAnchors);
        all.addAll(others);
        Set<X509Certificate> allAnchors = anchors.stream()
                .filter(anchor -> selfIssued(anchor) || all.stream().noneMatch(other -> hasIssued(other, anchor)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        allAnchors.addAll(moreAnchors);
        return new TrustStore(provider, Set.copyOf(allAnchors), all);
    }

    private boolean hasIssued(X509Certificate authority, X509Certificate certificate) {
        if (!authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(authority.getPublicKey(), provider);
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    /** Whether nobody is trusted, so that nothing can ever be valid. */
    public boolean isEmpty() {
        return anchors.isEmpty();
    }

    /** The certificates of that key identifier: one where all is well, none for an unknown signer. */
    public List<X509Certificate> withKey(KeyIdentifier keyIdentifier) {
        return certificates.stream()
                .filter(certificate -> KeyIdentifier.of(certificate).equals(keyIdentifier))
                .toList();
    }

    /**
     * Looks for a path that holds at an instant (RFC 5280 §6): signatures, algorithms, validity, basic constraints, key usage,
     * name and policy constraints, unknown critical extensions. Nothing is asked about revocation.
     *
     * @param given certificates that came with the document; they may stand on the path and are never anchors
     */
    public CertificatePath path(X509Certificate signer, List<X509Certificate> given, Instant at) {
        return path(signer, given, PathRequest.at(at));
    }

    /** The same for what else is asked about the path. */
    public CertificatePath path(X509Certificate signer, List<X509Certificate> given, PathRequest request) {
        return switch (validate(signer, given, RevocationEvidence.NONE, request)) {
            case PathResult.Valid valid -> new CertificatePath.Trusted(valid.certificates());
            case PathResult.Invalid invalid -> failed(invalid);
        };
    }

    /**
     * Looks for a path that holds for what is asked: another purpose, revocation, policies.
     *
     * @param given certificates that came with the document; they may stand on the path and are never anchors
     * @param evidence CRLs and OCSP responses, wherever they came from: none is believed that no authority signed
     */
    public PathResult validate(
            X509Certificate certificate,
            List<X509Certificate> given,
            RevocationEvidence evidence,
            PathRequest request) {
        return validator.validate(certificate, pool, given, evidence, request);
    }

    private static CertificatePath failed(PathResult.Invalid invalid) {
        Optional<X509Certificate> certificate = invalid.certificate();
        if (certificate.isPresent() && invalid.problem() == PathProblem.EXPIRED) {
            return new CertificatePath.Expired(certificate.get());
        }
        if (certificate.isPresent() && invalid.problem() == PathProblem.NOT_YET_VALID) {
            return new CertificatePath.NotYetValid(certificate.get());
        }
        return new CertificatePath.Untrusted(invalid.problem());
    }

    private static boolean selfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** How many, not who. */
    @Override
    public String toString() {
        return "TrustStore[" + certificates.size() + " certificates, " + anchors.size() + " anchors]";
    }
}

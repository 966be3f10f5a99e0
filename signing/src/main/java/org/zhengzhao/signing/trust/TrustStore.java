package org.zhengzhao.signing.trust;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.Provider;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.zhengzhao.signing.cose.KeyIdentifier;

/**
 * The certificates that a person who verifies has chosen to trust. One that issued itself, or whose issuer is not among
 * them, is an anchor; the others are signers and what stands between. Nobody can change it; it asks no network and no clock.
 */
public final class TrustStore {
    private static final int MAX_PATH = 8;
    private static final int MAX_FOUND_BEFORE = 10_000;

    private final Provider provider;
    private final Set<X509Certificate> certificates;
    private final Set<X509Certificate> anchors;
    /** Paths of signers that were found by way of our own certificates only, so that they are not looked for again. */
    private final Map<X509Certificate, List<X509Certificate>> foundBefore = new ConcurrentHashMap<>();

    private TrustStore(Provider provider, Collection<X509Certificate> certificates) {
        this.provider = Objects.requireNonNull(provider);
        this.certificates = new LinkedHashSet<>(certificates);
        Set<X500Principal> subjects = certificates.stream()
                .map(X509Certificate::getSubjectX500Principal)
                .collect(Collectors.toUnmodifiableSet());
        this.anchors = this.certificates.stream()
                .filter(certificate ->
                        selfIssued(certificate) || !subjects.contains(certificate.getIssuerX500Principal()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public static TrustStore of(Collection<X509Certificate> certificates, Provider provider) {
        return new TrustStore(provider, certificates);
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
     * Looks for a path that holds at an instant (RFC 5280 §6): signatures, validity, basic constraints, key usage, name and
     * policy constraints, unknown critical extensions. Nothing is asked about revocation.
     *
     * @param given certificates that came with the document; they may stand on the path and are never anchors
     */
    public CertificatePath path(X509Certificate signer, List<X509Certificate> given, Instant at) {
        List<X509Certificate> found = foundBefore.get(signer);
        if (found != null && judged(found, at) instanceof CertificatePath.Trusted trusted) {
            return trusted;
        }
        Optional<List<X509Certificate>> path = build(signer, given, at);
        if (path.isPresent()) {
            remember(signer, path.get());
            return judged(path.get(), at);
        }
        // Is it only the time? Then there is a path at some instant at which the signer's own certificate was valid.
        return build(signer, given, signer.getNotAfter().toInstant())
                .or(() -> build(signer, given, signer.getNotBefore().toInstant()))
                .map(other -> judged(other, at))
                .orElseGet(CertificatePath.Untrusted::new);
    }

    /**
     * Without revocation nothing but the time changes a path that was found: it holds wherever all its certificates are
     * valid. One that leans on a certificate that came with a document is not kept: what strangers send must not fill memory.
     */
    private void remember(X509Certificate signer, List<X509Certificate> path) {
        if (foundBefore.size() < MAX_FOUND_BEFORE && certificates.containsAll(path.subList(1, path.size()))) {
            foundBefore.put(signer, path);
        }
    }

    /** The path algorithm of RFC 5280 does not look at the anchor's dates; people expect that an expired root ends. */
    private static CertificatePath judged(List<X509Certificate> path, Instant at) {
        for (X509Certificate certificate : path) {
            if (at.isAfter(certificate.getNotAfter().toInstant())) {
                return new CertificatePath.Expired(certificate);
            }
            if (at.isBefore(certificate.getNotBefore().toInstant())) {
                return new CertificatePath.NotYetValid(certificate);
            }
        }
        return new CertificatePath.Trusted(path);
    }

    private Optional<List<X509Certificate>> build(X509Certificate signer, List<X509Certificate> given, Instant at) {
        if (anchors.contains(signer)) {
            return Optional.of(List.of(signer));
        }
        if (anchors.isEmpty()) {
            return Optional.empty();
        }
        try {
            PKIXCertPathBuilderResult result = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX", provider).build(parameters(signer, given, at));
            List<X509Certificate> path = new ArrayList<>();
            result.getCertPath().getCertificates().forEach(certificate -> path.add((X509Certificate) certificate));
            path.add(result.getTrustAnchor().getTrustedCert());
            return Optional.of(List.copyOf(path));
        } catch (CertPathBuilderException | IllegalArgumentException | IllegalStateException none) {
            // Bouncy Castle answers some malformed names and extensions with unchecked exceptions.
            return Optional.empty();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no path builder", broken);
        }
    }

    private PKIXBuilderParameters parameters(X509Certificate signer, List<X509Certificate> given, Instant at)
            throws InvalidAlgorithmParameterException, GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(signer);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                anchors.stream().map(anchor -> new TrustAnchor(anchor, null)).collect(Collectors.toSet()), target);
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        parameters.setMaxPathLength(MAX_PATH);
        Set<X509Certificate> known = new LinkedHashSet<>(certificates);
        known.add(signer);
        known.addAll(given);
        known.removeAll(anchors);
        parameters.addCertStore(CertStore.getInstance(
                "Collection",
                new CollectionCertStoreParameters(known.stream()
                        .sorted(Comparator.comparing(certificate -> certificate.getSerialNumber()))
                        .toList()),
                provider));
        return parameters;
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

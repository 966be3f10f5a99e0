package org.zhengzhao.signing.x509;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The anchors and other certificates that the person who verifies has, read once. Remembers which of them signed which, and
 * which of them signed end certificates, so that a signature among them is checked once.
 */
public final class CertificatePool {
    private static final int MAX_REMEMBERED = 10_000;

    private final Set<CertificateView> anchors = new LinkedHashSet<>();
    private final Map<DistinguishedName, List<CertificateView>> bySubject = new HashMap<>();
    private final List<Unusable> unusable = new ArrayList<>();
    private final Map<X509Certificate, CertificateView> views = new HashMap<>();
    private final ConcurrentMap<Edge, Boolean> signed = new ConcurrentHashMap<>();
    private final ConcurrentMap<X509Certificate, CertificateView> ends = new ConcurrentHashMap<>();

    record Unusable(X509Certificate certificate, PathProblem problem) {}

    private record Edge(CertificateView certificate, CertificateView issuer) {}

    private final boolean pinning;

    private CertificatePool(boolean pinning) {
        this.pinning = pinning;
    }

    /**
     * Anchors in the sense of RFC 5280 §6: they vouch for others.
     *
     * @param anchors where a path may end
     * @param others what may stand on a path
     */
    public static CertificatePool of(Collection<X509Certificate> anchors, Collection<X509Certificate> others) {
        return of(false, anchors, others);
    }

    /** The same, where an anchor may also be the certificate of a signer who is trusted as such, without any path. */
    public static CertificatePool pinning(Collection<X509Certificate> anchors, Collection<X509Certificate> others) {
        return of(true, anchors, others);
    }

    private static CertificatePool of(
            boolean pinning, Collection<X509Certificate> anchors, Collection<X509Certificate> others) {
        CertificatePool pool = new CertificatePool(pinning);
        anchors.forEach(certificate -> pool.add(certificate, true));
        others.forEach(certificate -> pool.add(certificate, false));
        return pool;
    }

    private void add(X509Certificate certificate, boolean anchor) {
        if (views.containsKey(certificate)) {
            return;
        }
        try {
            CertificateView view = CertificateReader.read(certificate);
            views.put(certificate, view);
            bySubject.computeIfAbsent(view.subject(), none -> new ArrayList<>()).add(view);
            if (anchor) {
                anchors.add(view);
            }
        } catch (UnusableCertificateException broken) {
            unusable.add(new Unusable(certificate, broken.problem()));
        }
    }

    boolean isAnchor(CertificateView certificate) {
        return anchors.contains(certificate);
    }

    /** Whether that certificate is trusted without a path. */
    boolean pins(CertificateView certificate) {
        return pinning && anchors.contains(certificate);
    }

    Collection<CertificateView> all() {
        return views.values();
    }

    List<CertificateView> withSubject(DistinguishedName subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    /** A certificate in here whose name is that and that cannot be used; it may be why there is no path. */
    Optional<Unusable> findUnusable(X509Certificate issuedByIt) {
        return unusable.stream()
                .filter(entry -> sameName(entry.certificate(), issuedByIt))
                .findFirst();
    }

    /** Whether the one may have issued the other, by name. */
    static boolean sameName(X509Certificate issuer, X509Certificate issued) {
        try {
            return issuer.getSubjectX500Principal().equals(issued.getIssuerX500Principal());
        } catch (RuntimeException unreadable) {
            // Bouncy Castle reads names late, and answers broken ones with unchecked exceptions.
            return false;
        }
    }

    /** Reads a certificate, or takes it from memory. */
    CertificateView view(X509Certificate certificate) throws UnusableCertificateException {
        CertificateView known = views.get(certificate);
        if (known == null) {
            known = ends.get(certificate);
        }
        return known == null ? CertificateReader.read(certificate) : known;
    }

    /** Whether that signature is known to hold. What came with documents is not remembered as an issuer. */
    boolean isKnownSigned(CertificateView certificate, CertificateView issuer) {
        return signed.containsKey(new Edge(certificate, issuer));
    }

    void remember(CertificateView certificate, CertificateView issuer) {
        if (signed.size() < MAX_REMEMBERED && views.containsKey(issuer.certificate())) {
            signed.put(new Edge(certificate, issuer), true);
            if (!views.containsKey(certificate.certificate())) {
                ends.put(certificate.certificate(), certificate);
            }
        }
    }

    /** How many, not who. */
    @Override
    public String toString() {
        return "CertificatePool[" + views.size() + " certificates, " + anchors.size() + " anchors]";
    }
}

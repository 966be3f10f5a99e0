package org.zhengzhao.registry.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.zhengzhao.registry.platform.compute.ComputePool;
import org.zhengzhao.registry.publication.Publications;
import org.zhengzhao.registry.trust.IssuedRevocationList;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.registry.trust.RevocationListService;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.bundle.BundleTrust;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.x509.MalformedEvidenceException;
import org.zhengzhao.signing.x509.RevocationEvidence;
import org.zhengzhao.signing.x509.RevocationList;

/**
 * Verifies documents with the engine of the command line, against this registry's own certificates and revocation lists, and against
 * what it publishes for inspectors: the status of licenses, who may issue what, and keys that were lost. What is sent here is neither
 * kept nor logged.
 */
@ApplicationScoped
public class VerificationService {
    private final KeyRing keys;
    private final RevocationListService revocations;
    private final Publications publications;
    private final ComputePool pool;
    private final Clock clock;
    private final BouncyCastleProvider provider = new BouncyCastleProvider();
    private final AtomicReference<Prepared> prepared;

    /** What documents are judged by; there is a new one whenever one of its parts is new. */
    private record Known(
            List<X509Certificate> certificates, List<IssuedRevocationList> lists, Optional<OfflineBundle> bundle) {
        private boolean isThatOf(Known other) {
            return certificates.equals(other.certificates)
                    && lists.equals(other.lists)
                    && bundle.map(OfflineBundle::manifestDigest)
                            .equals(other.bundle.map(OfflineBundle::manifestDigest));
        }
    }

    /**
     * The engine for what is known.
     *
     * @param published with the status of licenses
     * @param signatures without it
     */
    private record Prepared(Known known, DocumentVerification published, DocumentVerification signatures) {}

    VerificationService(
            KeyRing keys, RevocationListService revocations, Publications publications, ComputePool pool, Clock clock) {
        this.keys = keys;
        this.revocations = revocations;
        this.publications = publications;
        this.pool = pool;
        this.clock = clock;
        this.prepared = new AtomicReference<>(prepare(new Known(List.of(), List.of(), Optional.empty())));
    }

    /**
     * Verifies one document as of now. The status is the published one, which may be as old as the report says.
     *
     * @param name what the report calls it
     */
    public Report verify(String name, Bytes document) {
        DocumentVerification engine = prepared().published();
        return pool.runForAnybody(() -> engine.verify(name, document, clock.instant()));
    }

    /** The same for a caller who has said who it is: it does not share its places with everybody. */
    public Report verifyForCaller(String name, Bytes document) {
        DocumentVerification engine = prepared().published();
        return pool.run(() -> engine.verify(name, document, clock.instant()));
    }

    /** The same whatever has become of the license: for documents that the registry itself has just made. */
    public Report verifySignatures(String name, Bytes document) {
        DocumentVerification engine = prepared().signatures();
        return pool.run(() -> engine.verify(name, document, clock.instant()));
    }

    private Prepared prepared() {
        Known now = new Known(keys.trustAnchors(), List.copyOf(revocations.current()), publications.findNewest());
        return prepared.updateAndGet(before -> before.known().isThatOf(now) ? before : prepare(now));
    }

    private Prepared prepare(Known known) {
        TrustStore own = TrustStore.of(known.certificates(), provider);
        RevocationEvidence evidence = new RevocationEvidence(
                known.lists().stream().map(VerificationService::parsed).toList(), List.of());
        TrustPolicy published = known.bundle()
                .map(bundle -> BundleTrust.policy(bundle, own, provider))
                .orElseGet(() -> TrustPolicy.of(own).withStatus(NothingPublished.INSTANCE));
        return new Prepared(
                known,
                new DocumentVerification(published.withEvidence(evidence), provider),
                new DocumentVerification(TrustPolicy.of(own).withEvidence(evidence), provider));
    }

    private static RevocationList parsed(IssuedRevocationList list) {
        try {
            return RevocationList.parse(list.octets());
        } catch (MalformedEvidenceException corrupt) {
            throw new IllegalStateException("a stored revocation list is broken", corrupt);
        }
    }
}

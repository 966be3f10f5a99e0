package org.zhengzhao.registry.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.zhengzhao.registry.platform.compute.ComputePool;
import org.zhengzhao.registry.trust.IssuedRevocationList;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.registry.trust.RevocationListService;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.x509.MalformedEvidenceException;
import org.zhengzhao.signing.x509.RevocationEvidence;
import org.zhengzhao.signing.x509.RevocationList;

/**
 * Verifies documents against this registry's own trust anchors and revocation lists, with the engine of the command line. What is
 * sent here is neither kept nor logged.
 */
@ApplicationScoped
public class VerificationService {
    private final KeyRing keys;
    private final RevocationListService revocations;
    private final ComputePool pool;
    private final Clock clock;
    private final BouncyCastleProvider provider = new BouncyCastleProvider();
    private final AtomicReference<Prepared> prepared;

    /** The engine for one set of certificates and revocation lists; made anew when there is a new one. */
    private record Prepared(
            List<X509Certificate> certificates, List<IssuedRevocationList> lists, DocumentVerification engine) {}

    VerificationService(KeyRing keys, RevocationListService revocations, ComputePool pool, Clock clock) {
        this.keys = keys;
        this.revocations = revocations;
        this.pool = pool;
        this.clock = clock;
        this.prepared = new AtomicReference<>(prepare(List.of(), List.of()));
    }

    /**
     * Verifies one document as of now.
     *
     * @param name what the report calls it
     */
    public Report verify(String name, Bytes document) {
        DocumentVerification engine = engine();
        return pool.run(() -> engine.verify(name, document, clock.instant()));
    }

    private DocumentVerification engine() {
        List<X509Certificate> certificates = keys.trustAnchors();
        List<IssuedRevocationList> lists = List.copyOf(revocations.current());
        return prepared.updateAndGet(known -> known.certificates().equals(certificates)
                                && known.lists().equals(lists)
                        ? known
                        : prepare(certificates, lists))
                .engine();
    }

    private Prepared prepare(List<X509Certificate> certificates, List<IssuedRevocationList> lists) {
        TrustPolicy policy = TrustPolicy.of(TrustStore.of(certificates, provider))
                .withEvidence(new RevocationEvidence(
                        lists.stream().map(VerificationService::parsed).toList(), List.of()));
        return new Prepared(certificates, lists, new DocumentVerification(policy, provider));
    }

    private static RevocationList parsed(IssuedRevocationList list) {
        try {
            return RevocationList.parse(list.octets());
        } catch (MalformedEvidenceException corrupt) {
            throw new IllegalStateException("a stored revocation list is broken", corrupt);
        }
    }
}

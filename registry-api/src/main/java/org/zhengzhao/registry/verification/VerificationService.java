package org.zhengzhao.registry.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.zhengzhao.registry.platform.compute.ComputePool;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;

/**
 * Verifies documents against this registry's own trust anchors, with the engine of the command line. What is sent here is
 * neither kept nor logged.
 */
@ApplicationScoped
public class VerificationService {
    private final KeyRing keys;
    private final ComputePool pool;
    private final Clock clock;
    private final BouncyCastleProvider provider = new BouncyCastleProvider();
    private final AtomicReference<Prepared> prepared;

    /** The engine for one set of certificates; made anew when an authority gets a new one. */
    private record Prepared(List<X509Certificate> certificates, DocumentVerification engine) {}

    VerificationService(KeyRing keys, ComputePool pool, Clock clock) {
        this.keys = keys;
        this.pool = pool;
        this.clock = clock;
        this.prepared = new AtomicReference<>(prepare(List.of()));
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
        return prepared.updateAndGet(known -> known.certificates().equals(certificates) ? known : prepare(certificates))
                .engine();
    }

    private Prepared prepare(List<X509Certificate> certificates) {
        return new Prepared(
                certificates,
                new DocumentVerification(TrustPolicy.of(TrustStore.of(certificates, provider)), provider));
    }
}

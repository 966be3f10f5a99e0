package org.zhengzhao.registry.lifecycle;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;

/** Signs events, and verifies what came back before it is handed out. */
@Singleton
public class EventSigner {
    private static final Logger LOG = Logger.getLogger(EventSigner.class);

    private final KeyRing keys;
    private final SignatureVerifier signatures;

    EventSigner(KeyRing keys) {
        this.keys = keys;
        this.signatures = new SignatureVerifier(new BouncyCastleProvider());
    }

    /**
     * The key that signs events now. To be asked for outside of transactions.
     *
     * @throws RegistryException if it cannot sign
     */
    public SigningKey requireKey(Instant now) {
        return keys.requireRecordKey(now);
    }

    /** Signs; belongs on the pool for what computes. */
    public SignedEvent sign(EventStatement statement, SigningKey key) {
        try {
            Bytes payload = statement.canonical();
            Bytes header = CoseSign1.header(key.suite().coseAlgorithm(), KeyIdentifier.of(key.certificate()));
            Bytes signature = key.signRaw(CoseSign1.toBeSigned(header, payload).toArray());
            CoseSign1 message = new CoseSign1(
                    key.suite().coseAlgorithm(), KeyIdentifier.of(key.certificate()), header, payload, signature);
            if (!message.signedBy(key.certificate().getPublicKey(), signatures)) {
                throw new SigningFailedException("the event does not verify");
            }
            return new SignedEvent(statement.event(), statement.recordedBy(), statement.causedBy(), message.encode());
        } catch (SigningFailedException failed) {
            LOG.error("a key did not sign", failed);
            throw new RegistryException(
                    ProblemType.SIGNING_UNAVAILABLE,
                    new Bilingual(
                            "密钥没有签署。没有写入任何内容。请联系系统管理员。",
                            "The key did not sign. Nothing was written. Ask the operator."));
        }
    }
}

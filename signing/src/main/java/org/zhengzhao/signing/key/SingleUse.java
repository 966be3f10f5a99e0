package org.zhengzhao.signing.key;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to touch one key once. What is prepared for signing holds one, bound to the certificate that it was prepared for: a
 * second use throws, as does the use of another key.
 */
public final class SingleUse {
    private final KeyCertificate certificate;
    private final AtomicBoolean used = new AtomicBoolean();

    public SingleUse(KeyCertificate certificate) {
        this.certificate = Objects.requireNonNull(certificate);
    }

    public KeyCertificate certificate() {
        return certificate;
    }

    /**
     * Uses the right up.
     *
     * @throws IllegalArgumentException if this is another key; the right is still there
     * @throws IllegalStateException if it was used before, even if signing failed then
     */
    public void redeem(SigningKey key) {
        if (!certificate.belongsTo(key)) {
            throw new IllegalArgumentException("this was prepared for another key");
        }
        if (!used.compareAndSet(false, true)) {
            throw new IllegalStateException("what was prepared has been signed before, or signing it failed");
        }
    }
}

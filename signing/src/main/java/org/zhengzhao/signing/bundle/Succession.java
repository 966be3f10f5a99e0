package org.zhengzhao.signing.bundle;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.bundle.BundleException.Reason;
import org.zhengzhao.signing.cbor.CborDocument;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.cbor.MalformedCborException;
import org.zhengzhao.signing.envelope.CoseSigner;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.TypedMessage;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPurpose;

/**
 * A statement, signed by the key before, that bundles are signed by another key from now on. So a machine that knows the one key
 * comes to know the next without anybody touching it.
 *
 * @param before SHA-256 of the certificate whose key has signed bundles until now
 * @param next SHA-256 of the certificate whose key signs them from now on
 */
public record Succession(Bytes before, Bytes next, Instant statedAt) {
    static final String TYPE = "application/vnd.zhengzhao.bundle-succession+cbor";

    private static final int BEFORE = 1;
    private static final int NEXT = 2;
    private static final int STATED_AT = 3;
    private static final int MEMBERS = 3;
    private static final int MAX_OCTETS = 10_000;
    private static final long LAST_SECOND = 253_402_300_799L;

    public Succession {
        Objects.requireNonNull(statedAt);
        if (before.length() != Sha256.LENGTH || next.length() != Sha256.LENGTH || before.equals(next)) {
            throw new IllegalArgumentException("one certificate comes after another");
        }
    }

    /**
     * Makes a statement; it belongs into every bundle from then on, with the certificates of all keys that were before.
     *
     * @param before the key that has signed bundles until now
     * @param next the certificate of the one that signs them from now on
     * @param provider Bouncy Castle, made once by the caller
     * @throws IllegalArgumentException if one of the two is not for bundles, or they are the same
     */
    public static Bytes sign(SigningKey before, X509Certificate next, Instant now, Provider provider) {
        if (!RegistryPurpose.OFFLINE_BUNDLES.isOf(before.certificate())
                || !RegistryPurpose.OFFLINE_BUNDLES.isOf(next)) {
            throw new IllegalArgumentException("a certificate that is not for bundles");
        }
        Succession statement = new Succession(
                Sha256.of(BundlePart.encoded(before.certificate())),
                Sha256.of(BundlePart.encoded(next)),
                now.truncatedTo(ChronoUnit.SECONDS));
        before.requireInForce(now);
        Bytes payload = CborWriter.deterministic(new CborItem.Pairs(List.of(
                pair(BEFORE, new CborItem.Octets(statement.before())),
                pair(NEXT, new CborItem.Octets(statement.next())),
                pair(STATED_AT, CborItem.Whole.of(statement.statedAt().getEpochSecond())))));
        return new CoseSigner(provider).sign(TYPE, payload, before);
    }

    /** Reads a statement. Its signature is for the caller to check. */
    static Succession of(TypedMessage message) throws BundleException {
        Bytes payload = message.payloadOf(TYPE).orElseThrow(Succession::broken);
        if (payload.length() > MAX_OCTETS) {
            throw broken();
        }
        try {
            CborDocument document = CborReader.read(payload, BundleLimits.SMALL_PART);
            CborItem.Pairs members = document.item().asPairs().orElseThrow(Succession::broken);
            Optional<Long> statedAt = members.find(STATED_AT).flatMap(CborItem::asLong);
            if (!document.isDeterministic()
                    || members.values().size() != MEMBERS
                    || statedAt.filter(second -> second >= 0 && second <= LAST_SECOND)
                            .isEmpty()) {
                throw broken();
            }
            return new Succession(
                    members.find(BEFORE).flatMap(CborItem::asOctets).orElseThrow(Succession::broken),
                    members.find(NEXT).flatMap(CborItem::asOctets).orElseThrow(Succession::broken),
                    Instant.ofEpochSecond(statedAt.get()));
        } catch (MalformedCborException | IllegalArgumentException malformed) {
            throw broken();
        }
    }

    static TypedMessage parse(Bytes octets) throws BundleException {
        try {
            return TypedMessage.parse(octets);
        } catch (MalformedEnvelopeException malformed) {
            throw broken();
        }
    }

    private static BundleException broken() {
        return new BundleException(Reason.SUCCESSION, "not in its form");
    }

    private static CborItem.Pair pair(int key, CborItem value) {
        return new CborItem.Pair(CborItem.Whole.of(key), value);
    }
}

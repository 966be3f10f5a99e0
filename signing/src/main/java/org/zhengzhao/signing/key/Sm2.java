package org.zhengzhao.signing.key;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;

/**
 * The parts of SM2 (GB/T 32918.2) that Java's interface does not reach: other user identifiers than the agreed one, and
 * signatures over a hash value that somebody else has computed.
 */
public final class Sm2 {
    /** Octets of the longest user identifier: its length in bits is written in two octets. */
    public static final int MAX_USER = 0xFFFF / 8;

    private static final X9ECParameters CURVE = GMNamedCurves.getByName("sm2p256v1");
    private static final int FIELD = 32;

    private final SuiteKeys keys;

    Sm2(SuiteKeys keys) {
        this.keys = keys;
    }

    /** Whether the signature over a message is that of the key and of the user with that identifier. */
    public boolean verifies(SignatureForm form, PublicKey key, Bytes user, Bytes message, Bytes signature) {
        return find(key)
                .filter(point -> user.length() <= MAX_USER)
                .map(point -> digest(user, point, message))
                .filter(digest -> verifiesDigest(form, key, digest, signature))
                .isPresent();
    }

    /**
     * Whether the signature over the hash value e is that of the key (GB/T 32918.2 §7.1, steps B1, B2 and B5 to B7).
     *
     * @param digest SM3 over Z and the message; nothing is added here
     */
    public boolean verifiesDigest(SignatureForm form, PublicKey key, Bytes digest, Bytes signature) {
        if (digest.length() != HashAlgorithm.SM3.length()) {
            return false;
        }
        return find(key)
                .flatMap(point -> CurveSignature.find(form, signature, Curve.SM2P256V1)
                        .filter(numbers -> verifies(point, new BigInteger(1, digest.toArray()), numbers)))
                .isPresent();
    }

    private static boolean verifies(ECPoint key, BigInteger e, CurveSignature signature) {
        BigInteger n = CURVE.getN();
        BigInteger t = signature.r().add(signature.s()).mod(n);
        if (t.signum() == 0) {
            return false;
        }
        ECPoint point = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), signature.s(), key, t)
                .normalize();
        return !point.isInfinity()
                && e.add(point.getAffineXCoord().toBigInteger()).mod(n).equals(signature.r());
    }

    /** The hash value e of a message: SM3 over Z and it (GB/T 32918.2 §5.5, §6.1). */
    public Optional<Bytes> digest(Bytes user, PublicKey key, Bytes message) {
        return find(key).filter(point -> user.length() <= MAX_USER).map(point -> digest(user, point, message));
    }

    private static Bytes digest(Bytes user, ECPoint key, Bytes message) {
        SM3Digest sm3 = new SM3Digest();
        int bits = user.length() * 8;
        sm3.update((byte) (bits >> 8));
        sm3.update((byte) bits);
        update(sm3, user.toArray());
        update(sm3, CURVE.getCurve().getA().getEncoded());
        update(sm3, CURVE.getCurve().getB().getEncoded());
        update(sm3, CURVE.getG().getAffineXCoord().getEncoded());
        update(sm3, CURVE.getG().getAffineYCoord().getEncoded());
        update(sm3, key.getAffineXCoord().getEncoded());
        update(sm3, key.getAffineYCoord().getEncoded());
        byte[] z = new byte[sm3.getDigestSize()];
        sm3.doFinal(z, 0);
        update(sm3, z);
        update(sm3, message.toArray());
        byte[] e = new byte[sm3.getDigestSize()];
        sm3.doFinal(e, 0);
        return Bytes.of(e);
    }

    private static void update(SM3Digest sm3, byte[] octets) {
        sm3.update(octets, 0, octets.length);
    }

    /** Whether that number may be a private key: from 1 to n − 2 (GB/T 32918.1 §6.1); n − 1 has no inverse to sign with. */
    public static boolean isPrivateScalar(BigInteger scalar) {
        return scalar.signum() > 0 && scalar.compareTo(CURVE.getN().subtract(BigInteger.TWO)) <= 0;
    }

    /** The public key of two coordinates; empty where they are no point of the curve. */
    public Optional<PublicKey> findKey(Bytes x, Bytes y) {
        return x.length() == FIELD && y.length() == FIELD ? keys.findPoint(Curve.SM2P256V1, x, y) : Optional.empty();
    }

    private Optional<ECPoint> find(PublicKey key) {
        return keys.find(Suite.SM2, key)
                .filter(ECPublicKey.class::isInstance)
                .map(ECPublicKey.class::cast)
                .map(found -> CURVE.getCurve()
                        .createPoint(found.getW().getAffineX(), found.getW().getAffineY())
                        .normalize());
    }
}

package org.zhengzhao.signing.timestamp;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.zhengzhao.schema.bytes.Bytes;

/** The hashes that are known in timestamps. {@link #SHA1} is there to read old ones, not to make new ones. */
public enum HashAlgorithm {
    SHA1("SHA-1", OIWObjectIdentifiers.idSHA1, 20),
    SHA256("SHA-256", NISTObjectIdentifiers.id_sha256, 32),
    SHA384("SHA-384", NISTObjectIdentifiers.id_sha384, 48),
    SHA512("SHA-512", NISTObjectIdentifiers.id_sha512, 64),
    SHA3_256("SHA3-256", NISTObjectIdentifiers.id_sha3_256, 32),
    SHA3_384("SHA3-384", NISTObjectIdentifiers.id_sha3_384, 48),
    SHA3_512("SHA3-512", NISTObjectIdentifiers.id_sha3_512, 64),
    SM3("SM3", GMObjectIdentifiers.sm3, 32);

    /** NIST SP 800-131A: no SHA-1 and no RSA below 2048 bits in signatures made after 2013. */
    static final Instant WEAK_UNTIL = Instant.parse("2014-01-01T00:00:00Z");

    private final String label;
    private final ASN1ObjectIdentifier identifier;
    private final int length;

    HashAlgorithm(String label, ASN1ObjectIdentifier identifier, int length) {
        this.label = label;
        this.identifier = identifier;
        this.length = length;
    }

    /** The usual name, for people and for Java. */
    public String label() {
        return label;
    }

    /** Octets of a digest. */
    public int length() {
        return length;
    }

    /** Whether nobody could make two documents of one digest at that time. */
    public boolean isStrongAt(Instant time) {
        return this != SHA1 || time.isBefore(WEAK_UNTIL);
    }

    /** The digest of several parts, one after the other. */
    public Bytes digest(Provider provider, ByteBuffer... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(label, provider);
            for (ByteBuffer part : parts) {
                digest.update(part.duplicate());
            }
            return Bytes.of(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Bouncy Castle has " + label, impossible);
        }
    }

    public Bytes digest(Provider provider, Bytes octets) {
        return digest(provider, ByteBuffer.wrap(octets.toArray()));
    }

    AlgorithmIdentifier algorithmIdentifier() {
        return new AlgorithmIdentifier(identifier);
    }

    static Optional<HashAlgorithm> find(ASN1ObjectIdentifier identifier) {
        return Arrays.stream(values())
                .filter(hash -> hash.identifier.equals(identifier))
                .findFirst();
    }

    /** The hash of that usual name. */
    public static Optional<HashAlgorithm> find(String label) {
        return Arrays.stream(values()).filter(hash -> hash.label.equals(label)).findFirst();
    }
}

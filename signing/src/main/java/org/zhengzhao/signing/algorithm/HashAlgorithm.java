package org.zhengzhao.signing.algorithm;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.zhengzhao.schema.bytes.Bytes;

/** Every hash that is known here: a closed list. {@link #SHA1} is there to judge old signatures, not to make new ones. */
public enum HashAlgorithm {
    SHA1("SHA-1", OIWObjectIdentifiers.idSHA1, 20),
    SHA224("SHA-224", NISTObjectIdentifiers.id_sha224, 28),
    SHA256("SHA-256", NISTObjectIdentifiers.id_sha256, 32),
    SHA384("SHA-384", NISTObjectIdentifiers.id_sha384, 48),
    SHA512("SHA-512", NISTObjectIdentifiers.id_sha512, 64),
    SHA3_256("SHA3-256", NISTObjectIdentifiers.id_sha3_256, 32),
    SHA3_384("SHA3-384", NISTObjectIdentifiers.id_sha3_384, 48),
    SHA3_512("SHA3-512", NISTObjectIdentifiers.id_sha3_512, 64),
    /** With an output of 512 bits, for Ed448 (RFC 8419 §3.1). */
    SHAKE256("SHAKE256-512", NISTObjectIdentifiers.id_shake256, 64),
    /** GB/T 32905. */
    SM3("SM3", GMObjectIdentifiers.sm3, 32);

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

    /** As CMS and X.509 name it. */
    public ASN1ObjectIdentifier identifier() {
        return identifier;
    }

    /** Octets of a digest. */
    public int length() {
        return length;
    }

    /** As it stands in Java's names of signature algorithms. */
    String shortName() {
        return switch (this) {
            case SHA1 -> "SHA1";
            case SHA224 -> "SHA224";
            case SHA256 -> "SHA256";
            case SHA384 -> "SHA384";
            case SHA512 -> "SHA512";
            case SHA3_256, SHA3_384, SHA3_512, SHAKE256, SM3 -> label;
        };
    }

    /**
     * The digest of several parts, one after the other, without putting them together first.
     *
     * @param provider Bouncy Castle, for what not every Java platform has
     */
    public Bytes digest(Provider provider, ByteBuffer... parts) {
        try {
            MessageDigest digest = digest(provider);
            for (ByteBuffer part : parts) {
                digest.update(part.duplicate());
            }
            return Bytes.of(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Java and Bouncy Castle have every hash of the list", impossible);
        }
    }

    public Bytes digest(Provider provider, Bytes octets) {
        return digest(provider, ByteBuffer.wrap(octets.toArray()));
    }

    private MessageDigest digest(Provider provider) throws NoSuchAlgorithmException {
        return switch (this) {
            // Every Java platform has SHA-2, and some made of the processor's own instructions.
            case SHA256, SHA384, SHA512 -> MessageDigest.getInstance(label);
            case SHA1, SHA224, SHA3_256, SHA3_384, SHA3_512, SHAKE256, SM3 ->
                MessageDigest.getInstance(label, provider);
        };
    }

    /** The hash that an object identifier names. */
    public static Optional<HashAlgorithm> find(ASN1ObjectIdentifier identifier) {
        return Arrays.stream(values())
                .filter(hash -> hash.identifier.equals(identifier))
                .findFirst();
    }
}

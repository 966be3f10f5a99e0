package org.zhengzhao.signing.cms;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/** The hashes of CMS containers. {@link #SHA1} is there to judge old signatures, not new ones. */
public enum DigestAlgorithm {
    SHA1("SHA-1", "1.3.14.3.2.26"),
    SHA224("SHA-224", "2.16.840.1.101.3.4.2.4"),
    SHA256("SHA-256", "2.16.840.1.101.3.4.2.1"),
    SHA384("SHA-384", "2.16.840.1.101.3.4.2.2"),
    SHA512("SHA-512", "2.16.840.1.101.3.4.2.3"),
    SHA3_256("SHA3-256", "2.16.840.1.101.3.4.2.8"),
    SHA3_384("SHA3-384", "2.16.840.1.101.3.4.2.9"),
    SHA3_512("SHA3-512", "2.16.840.1.101.3.4.2.10"),
    /** With an output of 512 bits, for Ed448 (RFC 8419 §3.1). */
    SHAKE256("SHAKE256-512", "2.16.840.1.101.3.4.2.12"),
    SM3("SM3", "1.2.156.10197.1.401");

    private final String label;
    private final String identifier;

    DigestAlgorithm(String label, String identifier) {
        this.label = label;
        this.identifier = identifier;
    }

    /** The usual name, for people and for Java. */
    public String label() {
        return label;
    }

    /** As it stands in the names of signature algorithms. */
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

    /** Whether nobody could make two documents of one digest at that time. */
    public boolean isStrongAt(Instant time) {
        return this != SHA1 || time.isBefore(SignatureScheme.LEGACY_UNTIL);
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

    static Optional<DigestAlgorithm> find(String identifier) {
        return Arrays.stream(values())
                .filter(digest -> digest.identifier.equals(identifier))
                .findFirst();
    }
}

package org.zhengzhao.signing.sdjwt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.jose.Base64Url;

/**
 * Hashes under their names in {@code _sd_alg} (RFC 9901 §4.1.1, the IANA registry "Named Information Hash Algorithm"): those that
 * resist collisions, a closed list.
 */
public enum DisclosureHash {
    SHA_256("sha-256", HashAlgorithm.SHA256),
    SHA_384("sha-384", HashAlgorithm.SHA384),
    SHA_512("sha-512", HashAlgorithm.SHA512),
    SHA3_256("sha3-256", HashAlgorithm.SHA3_256),
    SHA3_384("sha3-384", HashAlgorithm.SHA3_384),
    SHA3_512("sha3-512", HashAlgorithm.SHA3_512);

    private final String registered;
    private final HashAlgorithm algorithm;

    DisclosureHash(String registered, HashAlgorithm algorithm) {
        this.registered = registered;
        this.algorithm = algorithm;
    }

    /** The hash of that registered name. */
    public static Optional<DisclosureHash> find(String registered) {
        return Arrays.stream(values())
                .filter(hash -> hash.registered.equals(registered))
                .findFirst();
    }

    /** Its registered name. */
    public String registered() {
        return registered;
    }

    /** The digest of a text in ASCII, as it stands in tokens. */
    String digest(String ascii) {
        try {
            return Base64Url.encode(Bytes.of(
                    MessageDigest.getInstance(algorithm.label()).digest(ascii.getBytes(StandardCharsets.US_ASCII))));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("the Java platform has SHA-2 and SHA-3", impossible);
        }
    }
}

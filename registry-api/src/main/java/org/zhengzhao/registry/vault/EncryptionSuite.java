package org.zhengzhao.registry.vault;

import java.util.Arrays;
import java.util.Optional;

/** How values are encrypted: a closed list. The code stands in every encrypted value, the name in the database: add, never rename. */
public enum EncryptionSuite {
    /** AES (FIPS 197) with 256 bits in GCM (NIST SP 800-38D). */
    AES_256_GCM(1, "AES", 32),
    /** SM4 (GB/T 32907) in GCM (GB/T 36624), for registries that use Chinese algorithms only. */
    SM4_GCM(2, "SM4", 16);

    private final int code;
    private final String algorithm;
    private final int keyOctets;

    EncryptionSuite(int code, String algorithm, int keyOctets) {
        this.code = code;
        this.algorithm = algorithm;
        this.keyOctets = keyOctets;
    }

    int code() {
        return code;
    }

    /** As Java names the cipher of the block. */
    String algorithm() {
        return algorithm;
    }

    String transformation() {
        return algorithm + "/GCM/NoPadding";
    }

    int keyOctets() {
        return keyOctets;
    }

    static Optional<EncryptionSuite> find(int code) {
        return Arrays.stream(values()).filter(suite -> suite.code == code).findFirst();
    }

    /** The suite whose keys have that length. */
    static Optional<EncryptionSuite> ofKeyOctets(int octets) {
        return Arrays.stream(values())
                .filter(suite -> suite.keyOctets == octets)
                .findFirst();
    }
}

package org.zhengzhao.registry.vault;

import java.security.Provider;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Who computes which suite for keys in memory.
 *
 * @param java its AES is compiled to the processor's own instructions
 * @param bouncyCastle knows SM4
 */
record CipherProviders(Provider java, Provider bouncyCastle) {
    static CipherProviders ofPlatform() {
        Provider java = Security.getProvider("SunJCE");
        Provider bouncyCastle = new BouncyCastleProvider();
        return new CipherProviders(java == null ? bouncyCastle : java, bouncyCastle);
    }

    Provider of(EncryptionSuite suite) {
        return switch (suite) {
            case AES_256_GCM -> java;
            case SM4_GCM -> bouncyCastle;
        };
    }
}

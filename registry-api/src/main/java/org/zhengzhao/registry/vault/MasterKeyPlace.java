package org.zhengzhao.registry.vault;

/** Where a master key is. Stored by name. */
public enum MasterKeyPlace {
    /** A file in the key directory, readable by its owner only. */
    FILE,
    /** The setting {@code zhengzhao.encryption.keys}. Weaker: whoever sees the environment of the process has the key. */
    SETTING,
    /** An AES key in the PKCS#11 token. It never leaves the token. */
    PKCS11
}

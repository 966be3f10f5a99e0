package org.zhengzhao.registry.trust;

/** Where a private key is. Stored by name. */
public enum KeyPlace {
    /** A PKCS#12 file in the key directory. */
    PKCS12,
    /** A token behind a PKCS#11 library: a hardware security module. */
    PKCS11
}

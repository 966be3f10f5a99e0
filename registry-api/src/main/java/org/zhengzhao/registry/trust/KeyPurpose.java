package org.zhengzhao.registry.trust;

/** What a key of this registry is for. Stored by name. */
public enum KeyPurpose {
    /** Issues certificates for the keys of the registry. */
    ISSUING,
    /** Seals the licenses of one authority. */
    SEALING
}

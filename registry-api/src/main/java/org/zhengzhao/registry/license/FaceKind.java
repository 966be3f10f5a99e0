package org.zhengzhao.registry.license;

/** The signed faces that the registry keeps of each license. */
public enum FaceKind {
    /** PAdES-signed PDF/A-3. */
    PDF,
    /** COSE_Sign1 CWT, what the QR symbol shows. */
    CREDENTIAL
}

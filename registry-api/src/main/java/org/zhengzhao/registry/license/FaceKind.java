package org.zhengzhao.registry.license;

import org.zhengzhao.registry.vault.EncryptedColumn;

/** The signed faces that the registry keeps of each license. */
public enum FaceKind {
    /** PAdES-signed PDF/A-3. */
    PDF(EncryptedColumn.LICENSE_PDF),
    /** COSE_Sign1 CWT, what the QR symbol shows. */
    CREDENTIAL(EncryptedColumn.LICENSE_CREDENTIAL);

    private final EncryptedColumn column;

    FaceKind(EncryptedColumn column) {
        this.column = column;
    }

    /** What its octets are bound to where they are stored. */
    EncryptedColumn column() {
        return column;
    }
}

package org.zhengzhao.signing.face;

/** The files that a license PDF carries inside (associated files of PDF/A-3), so that a machine can read what a person sees. */
public enum EmbeddedFile {
    /** The license content in canonical JSON; its SHA-256 is the license digest. */
    LICENSE("license.json", "application/json"),
    /** The definition of the license type, without its template: titles of the fields in both languages. */
    LICENSE_TYPE("license-type.json", "application/json"),
    /** The QR credential as COSE_Sign1, the same octets as in the QR symbol. */
    CREDENTIAL("license-credential.cwt", "application/cwt");

    private final String fileName;
    private final String mediaType;

    EmbeddedFile(String fileName, String mediaType) {
        this.fileName = fileName;
        this.mediaType = mediaType;
    }

    public String fileName() {
        return fileName;
    }

    public String mediaType() {
        return mediaType;
    }
}

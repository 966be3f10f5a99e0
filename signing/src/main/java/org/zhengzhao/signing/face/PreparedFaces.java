package org.zhengzhao.signing.face;

import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.license.LicenseDigest;
import org.zhengzhao.signing.credential.PreparedCredential;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.pdf.DrawnPdf;

/**
 * The faces of one license before a key was touched: the credential complete but for its signature, the pages drawn. Only
 * {@link FaceSigner#prepare} makes one, after every check; it is good for one use by the key of one certificate.
 */
public final class PreparedFaces {
    private final LicenseIdentifier identifier;
    private final PreparedCredential credential;
    private final DrawnPdf drawn;

    PreparedFaces(LicenseIdentifier identifier, PreparedCredential credential, DrawnPdf drawn) {
        this.identifier = identifier;
        this.credential = credential;
        this.drawn = drawn;
    }

    public LicenseIdentifier identifier() {
        return identifier;
    }

    public LicenseDigest licenseDigest() {
        return credential.licenseDigest();
    }

    /** SHA-256 of what the key will sign for the credential. */
    public Bytes credentialDigest() {
        return credential.digest();
    }

    /** SHA-256 of what the pages will show. */
    public Bytes drawingDigest() {
        return drawn.digest();
    }

    public KeyCertificate certificate() {
        return credential.certificate();
    }

    PreparedCredential credential() {
        return credential;
    }

    DrawnPdf drawn() {
        return drawn;
    }

    @Override
    public String toString() {
        return "PreparedFaces[" + identifier + "]";
    }
}

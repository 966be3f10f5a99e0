package org.zhengzhao.signing.face;

import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.pdf.PreparedPdf;

/**
 * The faces of one license with the credential signed: the PDF that carries it is complete but for its signature. Only
 * {@link FaceSigner#signCredential} makes one; it is good for one use by the key of one certificate.
 */
public final class PreparedSeal {
    private final LicenseIdentifier identifier;
    private final Credential credential;
    private final PreparedPdf pdf;

    PreparedSeal(LicenseIdentifier identifier, Credential credential, PreparedPdf pdf) {
        this.identifier = identifier;
        this.credential = credential;
        this.pdf = pdf;
    }

    public LicenseIdentifier identifier() {
        return identifier;
    }

    /** SHA-256 of the octets that the signature of the PDF will cover. */
    public Bytes pdfDigest() {
        return pdf.digest();
    }

    public KeyCertificate certificate() {
        return pdf.certificate();
    }

    Credential credential() {
        return credential;
    }

    PreparedPdf pdf() {
        return pdf;
    }

    @Override
    public String toString() {
        return "PreparedSeal[" + identifier + "]";
    }
}

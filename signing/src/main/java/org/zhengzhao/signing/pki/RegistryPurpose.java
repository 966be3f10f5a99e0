package org.zhengzhao.signing.pki;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.zhengzhao.signing.x509.Purpose;

/**
 * What a key of the registry itself is for. Each has a certificate of its own, and the certificate says so in its extended key
 * usage (RFC 5280 §4.2.1.12), critical and alone, by an object identifier of ours: a key for one purpose proves nothing of
 * another.
 */
public enum RegistryPurpose {
    STATUS_LISTS(Purpose.STATUS_LISTS, "Status Lists"),
    OFFLINE_BUNDLES(Purpose.OFFLINE_BUNDLES, "Offline Bundles"),
    RECORDS(Purpose.RECORDS, "Records");

    private final Purpose purpose;
    private final String title;

    RegistryPurpose(Purpose purpose, String title) {
        this.purpose = purpose;
        this.title = title;
    }

    /** For paths that are asked for the purpose. */
    public Purpose purpose() {
        return purpose;
    }

    /** What stands in the certificate's extended key usage. */
    public String objectIdentifier() {
        return purpose.identifier();
    }

    /** What the certificate is called, after the name of the registry. */
    String title() {
        return title;
    }

    /** Whether the certificate says that it is for this and for nothing else. */
    public boolean isOf(X509Certificate certificate) {
        try {
            return List.of(objectIdentifier()).equals(certificate.getExtendedKeyUsage());
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }
}

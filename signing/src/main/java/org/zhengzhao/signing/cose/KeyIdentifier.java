package org.zhengzhao.signing.cose;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/** Names a signer's certificate in eight octets: the first of the SHA-256 over the certificate in DER. */
public record KeyIdentifier(Bytes value) {
    public static final int LENGTH = 8;

    public KeyIdentifier {
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException("a key identifier has " + LENGTH + " octets");
        }
    }

    public static KeyIdentifier of(X509Certificate certificate) {
        try {
            return new KeyIdentifier(Sha256.of(certificate.getEncoded()).slice(0, LENGTH));
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read can be written", impossible);
        }
    }

    public String hex() {
        return value.toHex();
    }
}

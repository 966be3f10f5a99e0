package org.zhengzhao.registry.trust;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.MalformedTrustException;

/** Certificates as text (RFC 7468). */
public final class PemCertificates {
    private PemCertificates() {}

    /** The certificates, each with its subject on a line before it where {@code named}. */
    public static String write(List<X509Certificate> certificates, boolean named) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            if (named) {
                text.append("# ")
                        .append(certificate.getSubjectX500Principal().getName())
                        .append('\n');
            }
            try {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            } catch (CertificateEncodingException broken) {
                throw new IllegalStateException("a certificate of ours does not encode", broken);
            }
        }
        return text.toString();
    }

    /** One block of PEM. */
    public static String block(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    /** Reads what {@link #write} wrote. */
    static List<X509Certificate> ofStored(String text, Provider provider) {
        try {
            return new CertificateFile(provider).read(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedTrustException corrupt) {
            throw new IllegalStateException("stored certificates are broken", corrupt);
        }
    }
}

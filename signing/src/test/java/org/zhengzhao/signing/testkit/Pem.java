package org.zhengzhao.signing.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Keys and certificates as text (RFC 7468). Private keys in this form are for tests only: nothing in the product reads them. */
public final class Pem {
    private Pem() {}

    public static String of(PrivateKey key) {
        return text("PRIVATE KEY", key.getEncoded());
    }

    public static String of(X509Certificate certificate) {
        try {
            return text("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String text(String label, byte[] octets) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(octets)
                + "\n-----END " + label + "-----\n";
    }
}

package org.zhengzhao.registry.identity;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Sha256;

/** A certificate with which a client proves itself in the handshake of TLS. */
record ClientCertificate(X509Certificate certificate) {
    private static final int MAX_CHARACTERS = 16 * 1024;

    ClientCertificate {
        Objects.requireNonNull(certificate);
    }

    /** The certificate in this PEM text; empty where there is not one, and nothing else, in it. */
    static Optional<ClientCertificate> find(String pem) {
        if (pem.length() > MAX_CHARACTERS
                || !pem.strip().startsWith("-----BEGIN CERTIFICATE-----")
                || pem.indexOf("-----BEGIN") != pem.lastIndexOf("-----BEGIN")) {
            return Optional.empty();
        }
        try {
            return CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                            instanceof X509Certificate certificate
                    ? Optional.of(new ClientCertificate(certificate))
                    : Optional.empty();
        } catch (CertificateException malformed) {
            return Optional.empty();
        }
    }

    static ClientCertificate stored(String content) {
        try {
            return new ClientCertificate((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(content))));
        } catch (CertificateException corrupt) {
            throw new IllegalStateException("a client's certificate cannot be read", corrupt);
        }
    }

    String content() {
        return Base64.getEncoder().encodeToString(encoded());
    }

    /** Its SHA-256 as RFC 8705 §3.1 writes it. */
    String thumbprint() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.of(encoded()).toArray());
    }

    boolean validAt(Instant moment) {
        return !moment.isBefore(certificate.getNotBefore().toInstant()) && !moment.isAfter(ends());
    }

    Instant ends() {
        return certificate.getNotAfter().toInstant();
    }

    private byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read can be written", impossible);
        }
    }
}

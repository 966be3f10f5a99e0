package org.zhengzhao.signing.x509;

import java.io.IOException;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.zhengzhao.schema.bytes.Bytes;

/** Reads one certificate in DER, after its size and structure were held against the limits. */
public final class CertificateParser {
    private final Provider provider;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public CertificateParser(Provider provider) {
        this.provider = Objects.requireNonNull(provider);
    }

    public X509Certificate parse(Bytes der) throws UnusableCertificateException {
        if (der.length() > X509Limits.MAX_CERTIFICATE_OCTETS) {
            throw new UnusableCertificateException(PathProblem.LIMIT, "certificate");
        }
        try {
            byte[] octets = der.toArray();
            Der.read(octets, X509Limits.MAX_CERTIFICATE_ELEMENTS);
            if (CertificateFactory.getInstance("X.509", provider).generateCertificate(der.stream())
                            instanceof X509Certificate certificate
                    && Bytes.of(certificate.getEncoded()).equals(der)) {
                return certificate;
            }
        } catch (CertificateException | IOException | RuntimeException malformed) {
            // Bouncy Castle answers malformed parts with many unchecked exceptions; all mean the same here.
            throw new UnusableCertificateException(PathProblem.MALFORMED, "certificate");
        }
        throw new UnusableCertificateException(PathProblem.MALFORMED, "certificate");
    }

    /** Whether these octets at least have the outline of a certificate (RFC 5280 §4.1): a body, an algorithm, a signature. */
    public static boolean hasOutline(Bytes der) {
        if (der.length() > X509Limits.MAX_CERTIFICATE_OCTETS) {
            return false;
        }
        try {
            ASN1Sequence outer = ASN1Sequence.getInstance(Der.read(der.toArray(), X509Limits.MAX_CERTIFICATE_ELEMENTS));
            return outer.size() == 3
                    && outer.getObjectAt(0) instanceof ASN1Sequence
                    && outer.getObjectAt(1) instanceof ASN1Sequence
                    && outer.getObjectAt(2) instanceof ASN1BitString;
        } catch (IOException | RuntimeException other) {
            return false;
        }
    }
}

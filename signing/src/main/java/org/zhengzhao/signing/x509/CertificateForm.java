package org.zhengzhao.signing.x509;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;

/** Whether the times and names in a certificate can be read. Bouncy Castle looks at them when somebody asks for them first. */
public final class CertificateForm {
    /** A UTCTime or a GeneralizedTime: tag, length, digits. */
    private static final Pattern TIME = Pattern.compile("\\x17\\x0D[0-9]{12}Z|\\x18\\x0F[0-9]{14}Z");

    private CertificateForm() {}

    /**
     * @throws CertificateException if a time has another form than RFC 5280 asks for, or a part of a name is no text
     */
    public static void require(X509Certificate certificate) throws CertificateException {
        try {
            TBSCertificate body = TBSCertificate.getInstance(certificate.getTBSCertificate());
            requireText(body.getSubject());
            requireText(body.getIssuer());
            if (isStrict(body.getStartDate()) && isStrict(body.getEndDate())) {
                return;
            }
        } catch (IOException | RuntimeException unreadable) {
            throw new CertificateException("a part of the certificate cannot be read", unreadable);
        }
        throw new CertificateException("a time in the certificate is in another form than RFC 5280 has");
    }

    /**
     * RFC 5280 §4.1.2.5: with seconds, and with Z at the end. Bouncy Castle reads other forms too, by way of the names of all the
     * time zones of the world, which takes seconds the first time.
     */
    private static boolean isStrict(Time time) throws IOException {
        byte[] der = time.getEncoded(ASN1Encoding.DER);
        return TIME.matcher(new String(der, StandardCharsets.ISO_8859_1)).matches();
    }

    /** Octets that are no UTF-8, for one, are refused with an unchecked exception. */
    private static void requireText(X500Name name) throws IOException {
        for (RDN part : name.getRDNs()) {
            for (AttributeTypeAndValue attribute : List.of(part.getTypesAndValues())) {
                if (IETFUtils.valueToString(attribute.getValue()) == null) {
                    throw new IOException("a name without a value");
                }
            }
        }
    }
}

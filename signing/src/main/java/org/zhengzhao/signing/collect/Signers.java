package org.zhengzhao.signing.collect;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.verify.Signer;
import org.zhengzhao.signing.verify.SignerFacts;

/** Reads from certificates who signed. */
final class Signers {
    private Signers() {}

    static SignerFacts of(X509Certificate certificate, List<X509Certificate> given) {
        Signer signer = new Signer(
                commonName(certificate),
                RegistryPki.organisationOf(certificate),
                Sha256.of(encoded(certificate)),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
        return new SignerFacts(signer, certificate, given);
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read can be written", impossible);
        }
    }

    private static String commonName(X509Certificate certificate) {
        RDN[] names = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN);
        return names.length == 0
                ? ""
                : IETFUtils.valueToString(names[0].getFirst().getValue());
    }
}

package org.zhengzhao.signing.pki;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;

/** Reads who a subject is: {@code organizationIdentifier} (OID 2.5.4.97) as EN 319 412-1 writes it for a USCC, and the name. */
final class OrganisationIdentifier {
    private OrganisationIdentifier() {}

    static Optional<Uscc> find(X509Certificate certificate) {
        Optional<String> text = find(certificate, BCStyle.ORGANIZATION_IDENTIFIER)
                .filter(found -> found.startsWith(RegistryPki.ORGANISATION_PREFIX));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Uscc.parse(text.get().substring(RegistryPki.ORGANISATION_PREFIX.length())));
        } catch (MalformedCodeException notAUscc) {
            return Optional.empty();
        }
    }

    /** {@code organizationName}, as it stands there. */
    static Optional<String> findName(X509Certificate certificate) {
        return find(certificate, BCStyle.O);
    }

    private static Optional<String> find(X509Certificate certificate, ASN1ObjectIdentifier attribute) {
        RDN[] found = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(attribute);
        return found.length == 1
                        && !found[0].isMultiValued()
                        && found[0].getFirst().getValue() instanceof ASN1String text
                ? Optional.of(text.getString())
                : Optional.empty();
    }
}

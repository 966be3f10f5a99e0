package org.zhengzhao.signing.pki;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;

/** Reads {@code organizationIdentifier} (OID 2.5.4.97) as EN 319 412-1 writes it for a USCC. */
final class OrganisationIdentifier {
    private OrganisationIdentifier() {}

    static Optional<Uscc> find(X509Certificate certificate) {
        RDN[] found = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.ORGANIZATION_IDENTIFIER);
        if (found.length != 1 || found[0].isMultiValued()) {
            return Optional.empty();
        }
        String text = IETFUtils.valueToString(found[0].getFirst().getValue());
        if (!text.startsWith(RegistryPki.ORGANISATION_PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Uscc.parse(text.substring(RegistryPki.ORGANISATION_PREFIX.length())));
        } catch (MalformedCodeException notAUscc) {
            return Optional.empty();
        }
    }
}

package org.zhengzhao.signing.x509;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.zhengzhao.schema.bytes.Bytes;

/** One GeneralName (RFC 5280 §4.2.1.6), as a name or as the base of a name constraint. */
sealed interface AlternativeName {
    /** The tag of the choice. */
    int tag();

    record Directory(DistinguishedName name) implements AlternativeName {
        @Override
        public int tag() {
            return GeneralName.directoryName;
        }
    }

    /** rfc822Name, dNSName or uniformResourceIdentifier. */
    record Text(int tag, String value) implements AlternativeName {}

    /** iPAddress: the address, or address and mask. */
    record Address(Bytes octets) implements AlternativeName {
        @Override
        public int tag() {
            return GeneralName.iPAddress;
        }
    }

    /** A form that nobody here compares. */
    record Other(int tag) implements AlternativeName {}

    static AlternativeName of(GeneralName name) throws UnusableCertificateException {
        return switch (name.getTagNo()) {
            case GeneralName.directoryName -> new Directory(DistinguishedName.of(X500Name.getInstance(name.getName())));
            case GeneralName.rfc822Name, GeneralName.dNSName, GeneralName.uniformResourceIdentifier ->
                new Text(name.getTagNo(), ascii(name));
            case GeneralName.iPAddress ->
                new Address(Bytes.of(ASN1OctetString.getInstance(name.getName()).getOctets()));
            default -> new Other(name.getTagNo());
        };
    }

    static List<AlternativeName> listOf(GeneralName[] names) throws UnusableCertificateException {
        if (names.length > X509Limits.MAX_ITEMS) {
            throw new UnusableCertificateException(PathProblem.LIMIT, "names");
        }
        List<AlternativeName> read = new ArrayList<>();
        for (GeneralName name : names) {
            read.add(of(name));
        }
        return List.copyOf(read);
    }

    /** IA5String: no control characters, nothing beyond ASCII; such a name reads as one thing and compares as another. */
    private static String ascii(GeneralName name) throws UnusableCertificateException {
        String text = ASN1IA5String.getInstance(name.getName()).getString();
        if (text.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
            throw new UnusableCertificateException(PathProblem.MALFORMED, "name");
        }
        return text;
    }
}

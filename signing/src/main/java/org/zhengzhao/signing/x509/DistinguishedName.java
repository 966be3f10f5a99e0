package org.zhengzhao.signing.x509;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1T61String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A name as RFC 5280 §7.1 compares it: the parts in their order, letters without case, runs of space as one, whatever string
 * type they were written in. (Bouncy Castle's own comparison does not mind the order.)
 *
 * @param parts one text for each relative distinguished name, in the order of the certificate
 * @param emailAddresses the mail addresses among the attributes, as written
 */
record DistinguishedName(List<String> parts, List<String> emailAddresses) implements Comparable<DistinguishedName> {
    DistinguishedName {
        parts = List.copyOf(parts);
        emailAddresses = List.copyOf(emailAddresses);
    }

    static DistinguishedName of(X500Name name) throws UnusableCertificateException {
        RDN[] relative = name.getRDNs();
        if (relative.length > X509Limits.MAX_NAME_PARTS) {
            throw new UnusableCertificateException(PathProblem.LIMIT, "name");
        }
        List<String> parts = new ArrayList<>();
        List<String> emails = new ArrayList<>();
        for (RDN part : relative) {
            AttributeTypeAndValue[] values = part.getTypesAndValues();
            if (values.length == 0 || values.length > X509Limits.MAX_NAME_PARTS) {
                throw new UnusableCertificateException(PathProblem.MALFORMED, "name");
            }
            parts.add(
                    Stream.of(values).map(DistinguishedName::canonical).sorted().collect(Collectors.joining("\u0000")));
            for (AttributeTypeAndValue value : values) {
                if (value.getType().equals(PKCSObjectIdentifiers.pkcs_9_at_emailAddress)
                        && value.getValue() instanceof ASN1String text) {
                    emails.add(text.getString());
                }
            }
        }
        return new DistinguishedName(parts, emails);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether this name lies in the subtree of the other: the other is a beginning of it. */
    boolean isWithin(DistinguishedName subtree) {
        return parts.size() >= subtree.parts.size()
                && parts.subList(0, subtree.parts.size()).equals(subtree.parts);
    }

    /** This name with one more part, as distribution points relative to an issuer have it (RFC 5280 §4.2.1.13). */
    DistinguishedName with(RDN part) throws UnusableCertificateException {
        List<String> longer = new ArrayList<>(parts);
        longer.addAll(of(new X500Name(new RDN[] {part})).parts());
        return new DistinguishedName(longer, List.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DistinguishedName name && parts.equals(name.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** Some order, in which the same names are equal. */
    @Override
    public int compareTo(DistinguishedName other) {
        for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
            int byPart = parts.get(i).compareTo(other.parts.get(i));
            if (byPart != 0) {
                return byPart;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }

    private static String canonical(AttributeTypeAndValue attribute) {
        return attribute.getType().getId() + "=" + canonical(attribute.getValue());
    }

    private static String canonical(ASN1Encodable value) {
        return switch (value) {
            case ASN1UTF8String text -> prepared(text);
            case ASN1PrintableString text -> prepared(text);
            case ASN1IA5String text -> prepared(text);
            case ASN1BMPString text -> prepared(text);
            case ASN1T61String text -> prepared(text);
            case ASN1UniversalString text -> preparedUniversal(text);
            default -> "#" + hex(value);
        };
    }

    /** What RFC 4518 asks for comparing without case, as far as Java brings it along. */
    private static String prepared(ASN1String value) {
        return prepared(value.getString());
    }

    private static String prepared(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return "'" + folded.strip().replaceAll("\\s+", " ").replace("\u0000", "\ufffd");
    }

    private static String preparedUniversal(ASN1UniversalString text) {
        // Bouncy Castle shows this type in hexadecimal; four octets are one character.
        byte[] octets = text.getOctets();
        StringBuilder characters = new StringBuilder();
        for (int i = 0; i + 3 < octets.length; i += 4) {
            int character = ((octets[i] & 0xff) << 24)
                    | ((octets[i + 1] & 0xff) << 16)
                    | ((octets[i + 2] & 0xff) << 8)
                    | (octets[i + 3] & 0xff);
            characters.appendCodePoint(Character.isValidCodePoint(character) ? character : 0xfffd);
        }
        return prepared(characters.toString());
    }

    private static String hex(ASN1Encodable value) {
        try {
            return HexFormat.of().formatHex(value.toASN1Primitive().getEncoded("DER"));
        } catch (java.io.IOException unencodable) {
            throw new IllegalArgumentException("a part of a name cannot be written", unencodable);
        }
    }
}

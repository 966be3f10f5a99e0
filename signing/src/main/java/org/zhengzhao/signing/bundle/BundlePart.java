package org.zhengzhao.signing.bundle;

import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.status.StatusReference;
import org.zhengzhao.signing.verify.CompromisedKeys;
import org.zhengzhao.signing.verify.TypeRights;

/**
 * A part of a bundle.
 *
 * @param name unique among the parts of its kind; the location of a status list, else a digest in hexadecimal digits or empty.
 *     Never the name of a file
 */
public record BundlePart(BundleKind kind, String name, Bytes octets) {
    public BundlePart {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(octets);
        if (!PartEntry.isName(kind, name)) {
            throw new IllegalArgumentException("no name for a part of that kind");
        }
        if (octets.length() == 0 || octets.length() > PartEntry.most(kind)) {
            throw new IllegalArgumentException("a part has some octets, and not too many");
        }
    }

    public static BundlePart anchor(X509Certificate certificate) {
        return named(BundleKind.ANCHOR, encoded(certificate));
    }

    public static BundlePart certificate(X509Certificate certificate) {
        return named(BundleKind.CERTIFICATE, encoded(certificate));
    }

    public static BundlePart revocationList(X509CRL list) {
        try {
            return named(BundleKind.REVOCATION_LIST, Bytes.of(list.getEncoded()));
        } catch (CRLException broken) {
            throw new IllegalArgumentException("a revocation list does not encode", broken);
        }
    }

    /**
     * A status list.
     *
     * @param uri its location, as licenses refer to it
     * @param cwt the signed token
     */
    public static BundlePart statusList(String uri, Bytes cwt) {
        return new BundlePart(BundleKind.STATUS_LIST, new StatusReference(0, uri).uri(), cwt);
    }

    /**
     * A statement of succession.
     *
     * @param statement made by {@link Succession#sign}
     */
    public static BundlePart succession(Bytes statement) {
        return named(BundleKind.SUCCESSION, statement);
    }

    /** Names of license types, in Chinese and English. */
    public static BundlePart catalogue(Map<LicenseTypeCode, Bilingual> names) {
        List<CborItem.Pair> pairs = new ArrayList<>();
        names.forEach((type, name) -> pairs.add(new CborItem.Pair(
                new CborItem.Text(type.value()),
                new CborItem.Items(List.of(new CborItem.Text(name.chinese()), new CborItem.Text(name.english()))))));
        return unnamed(BundleKind.CATALOGUE, new CborItem.Pairs(pairs));
    }

    public static BundlePart rights(TypeRights rights) {
        List<CborItem.Pair> pairs = new ArrayList<>();
        rights.issuers()
                .forEach((type, issuers) -> pairs.add(new CborItem.Pair(
                        new CborItem.Text(type.value()),
                        new CborItem.Items(issuers.stream()
                                .map(Uscc::value)
                                .sorted()
                                .<CborItem>map(CborItem.Text::new)
                                .toList()))));
        return unnamed(BundleKind.RIGHTS, new CborItem.Pairs(pairs));
    }

    public static BundlePart compromisedKeys(CompromisedKeys keys) {
        List<CborItem.Pair> pairs = new ArrayList<>();
        keys.since()
                .forEach((certificate, since) -> pairs.add(new CborItem.Pair(
                        new CborItem.Octets(certificate), CborItem.Whole.of(since.getEpochSecond()))));
        return unnamed(BundleKind.COMPROMISED_KEYS, new CborItem.Pairs(pairs));
    }

    static Bytes encoded(X509Certificate certificate) {
        try {
            return Bytes.of(certificate.getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new IllegalArgumentException("a certificate does not encode", broken);
        }
    }

    private static BundlePart named(BundleKind kind, Bytes octets) {
        return new BundlePart(kind, Sha256.of(octets).toHex(), octets);
    }

    private static BundlePart unnamed(BundleKind kind, CborItem item) {
        return new BundlePart(kind, "", CborWriter.deterministic(item));
    }
}

package org.zhengzhao.signing.bundle;

import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.verify.CompromisedKeys;
import org.zhengzhao.signing.verify.TypeRights;
import org.zhengzhao.signing.x509.RevocationList;

/**
 * A bundle that was read: every part is the one that was signed, and every part can be read. Whether the key that signed it is
 * that of the registry is not said here; see {@link BundleTrust}.
 *
 * @param manifestDigest SHA-256 over the signed manifest: the name of this bundle and no other
 * @param keys the certificates by which the registry's bundles were signed, in the order of their succession; the last has signed
 *     this one
 * @param certificates those of {@code keys} among them, without the anchors
 * @param statusLists the tokens by their location; nothing is known yet of what they say
 * @param octets the file
 */
public record OfflineBundle(
        BundleManifest manifest,
        Bytes manifestDigest,
        List<X509Certificate> keys,
        List<X509Certificate> anchors,
        List<X509Certificate> certificates,
        List<RevocationList> revocationLists,
        Map<LicenseTypeCode, Bilingual> catalogue,
        TypeRights rights,
        Map<String, Bytes> statusLists,
        CompromisedKeys compromised,
        Bytes octets) {
    public OfflineBundle {
        Objects.requireNonNull(manifest);
        Objects.requireNonNull(manifestDigest);
        keys = List.copyOf(keys);
        anchors = List.copyOf(anchors);
        certificates = List.copyOf(certificates);
        revocationLists = List.copyOf(revocationLists);
        catalogue = Collections.unmodifiableMap(new LinkedHashMap<>(catalogue));
        Objects.requireNonNull(rights);
        statusLists = Collections.unmodifiableMap(new LinkedHashMap<>(statusLists));
        Objects.requireNonNull(compromised);
        Objects.requireNonNull(octets);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a bundle was signed by somebody");
        }
    }

    public BundleTerms terms() {
        return manifest.terms();
    }

    /** The certificate whose key has signed the bundle. */
    public X509Certificate signer() {
        return keys.getLast();
    }

    /** SHA-256 of the signer's certificate: what people compare. */
    public Bytes fingerprint() {
        return fingerprint(signer());
    }

    static Bytes fingerprint(X509Certificate certificate) {
        return Sha256.of(BundlePart.encoded(certificate));
    }

    /** Registry and number. */
    @Override
    public String toString() {
        return "OfflineBundle[" + terms().registry() + ", " + terms().sequence() + "]";
    }
}

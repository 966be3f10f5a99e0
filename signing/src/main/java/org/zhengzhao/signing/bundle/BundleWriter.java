package org.zhengzhao.signing.bundle;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.envelope.CoseSigner;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPurpose;

/**
 * Makes bundles. The same terms, parts and key give the same file but for the signature, in whatever order the parts come. What
 * was made is read again before it is handed out.
 */
public final class BundleWriter {
    private final CoseSigner messages;
    private final BundleReader reader;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public BundleWriter(Provider provider) {
        this.messages = new CoseSigner(provider);
        this.reader = new BundleReader(provider);
    }

    /**
     * Makes a bundle. The certificate of the key and those above it become parts where they are not.
     *
     * @param parts none of a kind and name twice, unless it is the same
     * @throws IllegalArgumentException if the key's certificate is not for bundles, or the parts are not those of a bundle
     * @throws SigningFailedException if the certificate is not valid when the bundle is issued, or the key fails
     */
    public OfflineBundle write(BundleTerms terms, Collection<BundlePart> parts, SigningKey key) {
        if (!RegistryPurpose.OFFLINE_BUNDLES.isOf(key.certificate())) {
            throw new IllegalArgumentException("the key's certificate is not for bundles");
        }
        key.requireInForce(terms.issuedAt());
        List<BundlePart> all = new ArrayList<>(parts);
        for (X509Certificate certificate : key.chain()) {
            all.add(BundlePart.certificate(certificate));
        }
        List<BundlePart> distinct = all.stream().distinct().toList();
        BundleManifest manifest = new BundleManifest(
                terms,
                distinct.stream().map(PartEntry::of).sorted(PartEntry.ORDER).toList());
        Map<Bytes, Bytes> octets = new LinkedHashMap<>();
        for (BundlePart part : distinct) {
            octets.put(PartEntry.of(part).digest(), part.octets());
        }
        Bytes message = messages.sign(ManifestCbor.TYPE, ManifestCbor.write(manifest), key);
        try {
            return reader.read(BundleFile.encode(message, octets, Optional.empty()));
        } catch (BundleException unusable) {
            throw new IllegalArgumentException(
                    "not the parts of a bundle: " + unusable.reason() + " " + unusable.where(), unusable);
        }
    }
}

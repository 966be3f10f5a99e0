package org.zhengzhao.signing.bundle;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.TokenClaims;
import org.zhengzhao.signing.envelope.TypedMessage;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.memo.BoundedMemo;
import org.zhengzhao.signing.status.MalformedStatusException;
import org.zhengzhao.signing.status.StatusListReader;
import org.zhengzhao.signing.verify.PublishedList;
import org.zhengzhao.signing.verify.StatusLists;

/**
 * The status lists of a bundle. A list is expanded when it is first asked for: who checks one license does not pay for all lists.
 * Some stay expanded, and no more than that, however many there are.
 */
final class BundleStatusLists implements StatusLists {
    /** At the largest, 128 MiB. */
    private static final int MOST_EXPANDED = 8;

    private final BundleTerms terms;
    private final Map<String, Bytes> tokens;
    private final Map<KeyIdentifier, X509Certificate> certificates = new ConcurrentHashMap<>();
    private final SignatureVerifier signatures;
    private final BoundedMemo<String, PublishedList> expanded = new BoundedMemo<>(MOST_EXPANDED);

    BundleStatusLists(OfflineBundle bundle, Provider provider) {
        this.terms = bundle.terms();
        this.tokens = bundle.statusLists();
        this.signatures = new SignatureVerifier(provider);
        Stream.concat(bundle.anchors().stream(), bundle.certificates().stream())
                .forEach(certificate -> certificates.put(KeyIdentifier.of(certificate), certificate));
    }

    @Override
    public PublishedList find(String uri) {
        Optional<Bytes> token = Optional.ofNullable(tokens.get(uri));
        if (token.isEmpty()) {
            return new PublishedList.Absent();
        }
        Optional<PublishedList> known = expanded.find(uri);
        if (known.isPresent()) {
            return known.get();
        }
        PublishedList list = read(token.get());
        expanded.put(uri, list);
        return list;
    }

    private PublishedList read(Bytes token) {
        try {
            TypedMessage message = TypedMessage.parse(token);
            Optional<X509Certificate> signer = Optional.ofNullable(certificates.get(message.keyIdentifier()));
            if (signer.isEmpty() || !message.signedBy(signer.get(), signatures)) {
                return new PublishedList.SignedByUnknown(message.keyIdentifier().hex());
            }
            return new PublishedList.Signed(
                    StatusListReader.read(message.message(), TokenClaims.parse(message.payload())), signer.get());
        } catch (MalformedEnvelopeException malformed) {
            return new PublishedList.Broken(malformed.reason().name());
        } catch (MalformedStatusException malformed) {
            return new PublishedList.Broken(malformed.reason().name());
        }
    }

    @Override
    public Duration maximumAge(LicenseTypeCode type) {
        return terms.maximumAge(type);
    }

    @Override
    public Instant expires() {
        return terms.expires();
    }

    /** How many, not which. */
    @Override
    public String toString() {
        return "BundleStatusLists" + List.of(tokens.size());
    }
}

package org.zhengzhao.registry.timestamp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.zhengzhao.registry.trust.IssuedRevocationList;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.registry.trust.RevocationListService;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.evidence.GivenCertificates;
import org.zhengzhao.signing.evidence.LongTermPdf;
import org.zhengzhao.signing.evidence.UnusablePdfException;
import org.zhengzhao.signing.evidence.ValidationData;
import org.zhengzhao.signing.timestamp.TimestampVerifier;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.x509.MalformedEvidenceException;
import org.zhengzhao.signing.x509.PathRequest;
import org.zhengzhao.signing.x509.PathResult;
import org.zhengzhao.signing.x509.Purpose;
import org.zhengzhao.signing.x509.RevocationEvidence;
import org.zhengzhao.signing.x509.RevocationList;
import org.zhengzhao.signing.x509.RevocationRules;

/**
 * Collects what the signer of a PDF and the timestamp authority are judged by: the certificates of their paths, and for each below a
 * root the revocation list of its issuer. The lists of our own authorities are made here; others are fetched from where the
 * certificate says, and only certificates on a path that holds are asked. What is handed out holds: each path was judged with it.
 */
@Singleton
class ValidationDataCollector {
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);
    private static final int MOST_LISTS = 200;
    private static final int MOST_ADDRESSES = 3;
    /** Lists of public authorities reach some megabytes; a license should not carry more. */
    private static final int MOST_OCTETS = 4 * 1024 * 1024;

    private final KeyRing keys;
    private final RevocationListService ownLists;
    private final BoundedHttp http;
    private final Clock clock;
    private final Provider provider = new BouncyCastleProvider();
    private final Cache<URI, Bytes> fetched = Caffeine.newBuilder()
            .maximumSize(MOST_LISTS)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    ValidationDataCollector(KeyRing keys, RevocationListService ownLists, BoundedHttp http, Clock clock) {
        this.keys = keys;
        this.ownLists = ownLists;
        this.http = http;
        this.clock = clock;
    }

    /** What belongs to one document, which remembers whether there is anything to be had at all. */
    Collecting collecting() {
        return new Collecting();
    }

    /** Collects for one document, by one thread. */
    final class Collecting implements LongTermPdf.ValidationDataSource {
        private boolean nowhere;

        /** Whether a certificate does not say where its revocation list is: waiting will not help. */
        boolean nowhere() {
            return nowhere;
        }

        @Override
        public ValidationData collect(Bytes pdf) throws IOException {
            TrustStore trust = TrustStore.of(keys.trustAnchors(), provider);
            List<X509Certificate> given = given(pdf);
            ValidationData all = ValidationData.EMPTY;
            for (X509Certificate certificate : given) {
                if (certificate.getBasicConstraints() < 0) {
                    all = all.and(ofSigner(certificate, given, trust));
                }
            }
            return all;
        }

        private ValidationData ofSigner(X509Certificate signer, List<X509Certificate> given, TrustStore trust)
                throws IOException {
            PathRequest request = PathRequest.at(clock.instant())
                    .withPurpose(TimestampVerifier.isForTimestamping(signer) ? Purpose.TIME_STAMPING : Purpose.ANY);
            if (!(trust.validate(signer, given, RevocationEvidence.NONE, request) instanceof PathResult.Valid valid)) {
                throw new IOException("there is no path that holds to a trusted certificate");
            }
            List<X509Certificate> path = valid.certificates();
            List<Bytes> lists = new ArrayList<>();
            List<RevocationList> parsed = new ArrayList<>();
            for (int i = 0; i + 1 < path.size(); i++) {
                Bytes list = list(path.get(i), path.get(i + 1));
                lists.add(list);
                parsed.add(parse(list));
            }
            PathRequest withLists = request.withRevocation(RevocationRules.REQUIRED);
            if (!(trust.validate(signer, given, new RevocationEvidence(parsed, List.of()), withLists)
                    instanceof PathResult.Valid)) {
                // It may be one from before something changed.
                fetched.invalidateAll();
                throw new IOException("a certificate was revoked, or a revocation list does not hold");
            }
            return ValidationData.of(path, List.of()).and(new ValidationData(List.of(), lists, List.of()));
        }

        private Bytes list(X509Certificate certificate, X509Certificate issuer) throws IOException {
            Optional<Bytes> own = ownLists.find(issuer).map(IssuedRevocationList::octets);
            if (own.isPresent()) {
                return own.get();
            }
            Set<URI> addresses = addresses(certificate);
            if (addresses.isEmpty()) {
                nowhere = true;
                throw new IOException("a certificate does not say where its revocation list is");
            }
            IOException unreachable = new IOException("no address of a revocation list answers");
            for (URI address : addresses) {
                try {
                    return fetch(address);
                } catch (IOException failed) {
                    unreachable = failed;
                }
            }
            throw unreachable;
        }
    }

    private List<X509Certificate> given(Bytes pdf) throws IOException {
        try {
            return new GivenCertificates(provider).read(pdf);
        } catch (UnusablePdfException unusable) {
            throw new IOException("the certificates of the PDF cannot be read", unusable);
        }
    }

    private Bytes fetch(URI address) throws IOException {
        Bytes known = fetched.getIfPresent(address);
        if (known != null) {
            return known;
        }
        Bytes list = http.get(address, MOST_OCTETS);
        parse(list);
        fetched.put(address, list);
        return list;
    }

    private static RevocationList parse(Bytes list) throws IOException {
        try {
            return RevocationList.parse(list);
        } catch (MalformedEvidenceException malformed) {
            throw new IOException("what came is no revocation list", malformed);
        }
    }

    /** RFC 5280 §4.2.1.13: where the certificate says that its list is; only what can be asked over HTTP. */
    private static Set<URI> addresses(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.cRLDistributionPoints.getId());
        if (extension == null) {
            return Set.of();
        }
        Set<URI> found = new LinkedHashSet<>();
        try {
            CRLDistPoint points = CRLDistPoint.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension));
            Arrays.stream(points.getDistributionPoints())
                    .flatMap(point -> Stream.ofNullable(point.getDistributionPoint()))
                    .filter(name -> name.getType() == DistributionPointName.FULL_NAME)
                    .flatMap(name -> Arrays.stream(
                            GeneralNames.getInstance(name.getName()).getNames()))
                    .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                    .map(name -> URI.create(name.getName().toString()))
                    .filter(BoundedHttp::isAskable)
                    .limit(MOST_ADDRESSES)
                    .forEach(found::add);
        } catch (IOException | RuntimeException malformed) {
            // Bouncy Castle answers malformed parts with unchecked exceptions: then there is no address.
            return Set.of();
        }
        return found;
    }
}

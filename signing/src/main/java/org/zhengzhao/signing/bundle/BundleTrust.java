package org.zhengzhao.signing.bundle;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.x509.PathRequest;
import org.zhengzhao.signing.x509.PathResult;
import org.zhengzhao.signing.x509.Purpose;
import org.zhengzhao.signing.x509.RevocationEvidence;

/**
 * Says whether a bundle is the registry's, and no older than what was seen before. Pure: what was seen is a value that goes in
 * and comes out.
 */
public final class BundleTrust {
    private BundleTrust() {}

    /** By what it is known that a bundle is the registry's. */
    public enum Grounds {
        /** Its key has signed bundles that were seen before. */
        SEEN_BEFORE,
        /** A key that was seen before says so, over as many steps as it takes. */
        SUCCESSION,
        /** The person who verifies has named the key by its fingerprint. */
        FINGERPRINT,
        /** Its key's certificate leads to one that the person who verifies trusts. */
        ANCHOR,
        /** Nothing: it is the first of that registry on this machine. */
        FIRST_SEEN
    }

    /** Why a bundle is refused. The names are codes of {@code zhengzhao}: add, never rename. */
    public enum Refusal {
        /** A newer bundle of the same registry was seen. */
        OLDER,
        /** Another bundle with the same number was seen: the registry, or somebody with its key, has made two. */
        FORKED,
        /** Its key was the registry's once, and another has succeeded it. */
        RETIRED_KEY,
        /** A registry of that name is known by another key, and no succession leads from there to here. */
        ANOTHER_KEY,
        /** It is not the key that was named, and leads to none of the anchors that were given. */
        NOT_CONFIRMED,
        /** The clock of this machine is before the newest time that was ever signed. */
        CLOCK_BEHIND
    }

    /**
     * What the person who verifies knows from elsewhere.
     *
     * @param fingerprints SHA-256 of certificates by which bundles are signed
     */
    public record Known(Set<Bytes> fingerprints, Optional<TrustStore> anchors) {
        public static final Known NOTHING = new Known(Set.of(), Optional.empty());

        public Known {
            fingerprints = Set.copyOf(fingerprints);
            Objects.requireNonNull(anchors);
        }

        boolean isEmpty() {
            return fingerprints.isEmpty()
                    && anchors.filter(store -> !store.isEmpty()).isEmpty();
        }
    }

    /** What is to be done with a bundle. */
    public sealed interface Standing {
        /**
         * It may be used.
         *
         * @param remembered what is to be remembered from now on
         */
        record Accepted(Grounds grounds, SeenBundles remembered) implements Standing {}

        /**
         * It must not be used.
         *
         * @param subject what speaks against it: a number, a fingerprint, a time
         */
        record Refused(Refusal refusal, String subject) implements Standing {}
    }

    /**
     * Judges a bundle.
     *
     * @param clock what the machine's clock says now
     */
    public static Standing judge(OfflineBundle bundle, SeenBundles seen, Known known, Instant clock) {
        Optional<SeenBundle> line = seen.find(bundle);
        Instant newest = line.map(SeenBundle::newest)
                .filter(time -> time.isAfter(bundle.terms().issuedAt()))
                .orElse(bundle.terms().issuedAt());
        if (clock.plus(TrustPolicy.CLOCK_TOLERANCE).isBefore(newest)) {
            return new Standing.Refused(Refusal.CLOCK_BEHIND, newest.toString());
        }
        Optional<Grounds> confirmed = confirmed(bundle, known, clock);
        if (!known.isEmpty() && confirmed.isEmpty()) {
            return new Standing.Refused(
                    Refusal.NOT_CONFIRMED, bundle.fingerprint().toHex());
        }
        return line.isPresent() ? judge(bundle, seen, line.get(), confirmed) : judgeFirst(bundle, seen, confirmed);
    }

    private static Standing judge(
            OfflineBundle bundle, SeenBundles seen, SeenBundle line, Optional<Grounds> confirmed) {
        boolean same = line.currentKey().equals(bundle.fingerprint());
        if (!same && line.keys().contains(bundle.fingerprint())) {
            return new Standing.Refused(
                    Refusal.RETIRED_KEY, bundle.fingerprint().toHex());
        }
        long sequence = bundle.terms().sequence();
        if (sequence < line.sequence()
                || sequence > line.sequence() && bundle.terms().issuedAt().isBefore(line.newest())) {
            return new Standing.Refused(Refusal.OLDER, sequence + " < " + line.sequence());
        }
        if (sequence == line.sequence() && !bundle.manifestDigest().equals(line.manifest())) {
            return new Standing.Refused(Refusal.FORKED, Long.toString(sequence));
        }
        return new Standing.Accepted(
                confirmed.orElse(same ? Grounds.SEEN_BEFORE : Grounds.SUCCESSION),
                seen.with(line, SeenBundle.of(bundle, line.keys())));
    }

    private static Standing judgeFirst(OfflineBundle bundle, SeenBundles seen, Optional<Grounds> confirmed) {
        Optional<SeenBundle> namesake = seen.named(bundle.terms().registry());
        if (namesake.isPresent() && confirmed.isEmpty()) {
            return new Standing.Refused(
                    Refusal.ANOTHER_KEY, bundle.fingerprint().toHex());
        }
        return new Standing.Accepted(confirmed.orElse(Grounds.FIRST_SEEN), seen.and(SeenBundle.of(bundle, List.of())));
    }

    private static Optional<Grounds> confirmed(OfflineBundle bundle, Known known, Instant clock) {
        if (bundle.keys().stream().map(OfflineBundle::fingerprint).anyMatch(known.fingerprints()::contains)) {
            return Optional.of(Grounds.FINGERPRINT);
        }
        Instant at = clock.isBefore(bundle.terms().expires())
                ? clock
                : bundle.terms().issuedAt();
        PathRequest request = PathRequest.at(at).withPurpose(Purpose.OFFLINE_BUNDLES);
        return known.anchors()
                .filter(store ->
                        store.validate(bundle.signer(), bundle.certificates(), RevocationEvidence.NONE, request)
                                instanceof PathResult.Valid)
                .map(store -> Grounds.ANCHOR);
    }

    /**
     * By which documents are judged with a bundle that was accepted.
     *
     * @param own certificates that the person who verifies trusts besides
     * @param provider Bouncy Castle, made once by the caller
     */
    public static TrustPolicy policy(OfflineBundle bundle, TrustStore own, Provider provider) {
        List<X509Certificate> others = new ArrayList<>(bundle.certificates());
        return TrustPolicy.of(own.with(bundle.anchors(), others))
                .withEvidence(new RevocationEvidence(bundle.revocationLists(), List.of()))
                .withRights(bundle.rights())
                .withStatus(new BundleStatusLists(bundle, provider))
                .withCompromised(bundle.compromised());
    }
}

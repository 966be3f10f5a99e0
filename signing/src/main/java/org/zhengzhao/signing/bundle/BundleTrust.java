package org.zhengzhao.signing.bundle;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
        /** Its key was the registry's once, and gave way to another. */
        RETIRED_KEY,
        /** The registry is known by another key, and no succession leads from there to here. */
        ANOTHER_KEY,
        /** It is not the key that was named, and leads to none of the anchors that were given. */
        NOT_CONFIRMED,
        /** The clock of this machine is before the newest time that was ever signed. */
        CLOCK_BEHIND,
        /** It would take the place of a bundle by another key, and no succession leads from there to here. */
        ANOTHER_REGISTRY
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

    /** Judges a bundle that takes the place of no other. */
    public static Standing judge(OfflineBundle bundle, SeenBundles seen, Known known, Instant clock) {
        return judge(bundle, List.of(), seen, known, clock);
    }

    /**
     * Judges a bundle.
     *
     * <p>A key in use gives way to one that it hands over to, or to one that the person who verifies names itself; never to one of
     * which only a key before it was named, or for which only an anchor speaks: neither says which key is in use now. What has given
     * way once is retired, whatever speaks for it.
     *
     * <p>The same holds for bundles that it replaces. Names do not help there: whoever makes a bundle chooses its name.
     *
     * @param replaced bundles in whose place it comes, or out of which it was made
     * @param clock what the machine's clock says now
     */
    public static Standing judge(
            OfflineBundle bundle, List<OfflineBundle> replaced, SeenBundles seen, Known known, Instant clock) {
        List<SeenBundle> lines = seen.touchedBy(bundle);
        Instant newest = Stream.concat(
                        Stream.of(bundle.terms().issuedAt()), lines.stream().map(SeenBundle::newest))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (clock.plus(TrustPolicy.CLOCK_TOLERANCE).isBefore(newest)) {
            return new Standing.Refused(Refusal.CLOCK_BEHIND, newest.toString());
        }
        Optional<Grounds> confirmed = confirmed(bundle, known, clock);
        String signer = bundle.fingerprint().toHex();
        if (!known.isEmpty() && confirmed.isEmpty()) {
            return new Standing.Refused(Refusal.NOT_CONFIRMED, signer);
        }
        if (lines.stream().anyMatch(line -> line.hasRetired(bundle.fingerprint()))) {
            return new Standing.Refused(Refusal.RETIRED_KEY, signer);
        }
        boolean named = known.fingerprints().contains(bundle.fingerprint());
        // The number of a line counts for whoever goes on from it; a person who names a key that is new says where to
        // begin.
        List<SeenBundle> continued = lines.stream()
                .filter(line -> named ? line.currentKey().equals(bundle.fingerprint()) : line.leadsTo(bundle))
                .toList();
        List<SeenBundle> others = lines.isEmpty() ? seen.named(bundle.terms().registry()) : without(lines, continued);
        if (!others.isEmpty() && !named) {
            return new Standing.Refused(Refusal.ANOTHER_KEY, signer);
        }
        Optional<Standing.Refused> refused = older(bundle, continued);
        if (refused.isPresent()) {
            return refused.get();
        }
        List<SeenBundle> before =
                Stream.concat(others.stream(), continued.stream()).toList();
        SeenBundle after = SeenBundle.of(bundle, before);
        if (!named && !replaced.stream().map(OfflineBundle::fingerprint).allMatch(after.keys()::contains)) {
            return new Standing.Refused(Refusal.ANOTHER_REGISTRY, signer);
        }
        return new Standing.Accepted(confirmed.orElseGet(() -> grounds(bundle, continued)), seen.with(before, after));
    }

    private static Optional<Standing.Refused> older(OfflineBundle bundle, List<SeenBundle> lines) {
        long sequence = bundle.terms().sequence();
        for (SeenBundle line : lines) {
            if (sequence < line.sequence()
                    || sequence > line.sequence() && bundle.terms().issuedAt().isBefore(line.newest())) {
                return Optional.of(new Standing.Refused(Refusal.OLDER, sequence + " < " + line.sequence()));
            }
            if (sequence == line.sequence() && !bundle.manifestDigest().equals(line.manifest())) {
                return Optional.of(new Standing.Refused(Refusal.FORKED, Long.toString(sequence)));
            }
        }
        return Optional.empty();
    }

    private static Grounds grounds(OfflineBundle bundle, List<SeenBundle> continued) {
        if (continued.isEmpty()) {
            return Grounds.FIRST_SEEN;
        }
        return continued.stream().anyMatch(line -> line.currentKey().equals(bundle.fingerprint()))
                ? Grounds.SEEN_BEFORE
                : Grounds.SUCCESSION;
    }

    private static List<SeenBundle> without(List<SeenBundle> lines, List<SeenBundle> some) {
        return lines.stream().filter(line -> !some.contains(line)).toList();
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

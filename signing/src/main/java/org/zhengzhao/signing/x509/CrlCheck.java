package org.zhengzhao.signing.x509;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/** What certificate revocation lists say of a certificate (RFC 5280 §6.3.3). */
final class CrlCheck {
    /**
     * Newest first: of two lists of one scope the newer knows more, also who is on hold no longer. Times are in seconds; of two lists
     * of one second the number tells which is newer (RFC 5280 §5.2.3).
     */
    private final List<RevocationList> lists;

    private final PathRequest request;
    private final Signers signers;

    /** Finds out who signed a list. */
    interface Signers {
        /**
         * The certificate, on a path that holds, whose key signed the list; empty where nobody who may sign it did.
         *
         * @param path of the certificate whose status is asked, from its issuer up
         */
        Optional<CertificateView> find(RevocationList list, List<CertificateView> path);
    }

    CrlCheck(List<RevocationList> lists, PathRequest request, Signers signers) {
        this.lists = lists.stream()
                .sorted(Comparator.comparing(RevocationList::thisUpdate)
                        .thenComparing(list -> list.number().orElse(BigInteger.ZERO))
                        .reversed())
                .toList();
        this.request = request;
        this.signers = signers;
    }

    /**
     * @param issuers the path of the certificate, from its issuer up to the anchor
     */
    RevocationOutcome outcome(CertificateView certificate, List<CertificateView> issuers) {
        try {
            return asked(certificate, issuers);
        } catch (UnusableCertificateException | RuntimeException malformed) {
            // Bouncy Castle reads distribution points late, and answers broken ones with unchecked exceptions.
            return new RevocationOutcome.Broken();
        }
    }

    private RevocationOutcome asked(CertificateView certificate, List<CertificateView> issuers)
            throws UnusableCertificateException {
        Set<Reasons> covered = EnumSet.noneOf(Reasons.class);
        RevocationOutcome outcome = new RevocationOutcome.Silent();
        for (DistributionScope scope : DistributionScope.of(certificate)) {
            for (RevocationList list : lists) {
                if (list.deltaBase().isPresent() || !scope.isListedBy(list, certificate)) {
                    continue;
                }
                outcome = outcome.or(new RevocationOutcome.Broken());
                if (!scope.isCoveredBy(list, certificate)
                        || covered.containsAll(scope.reasonsOf(list))
                        || !holds(list, certificate)) {
                    continue;
                }
                Optional<CertificateView> signer = signers.find(list, issuers);
                if (signer.isEmpty()) {
                    continue;
                }
                RevocationFinding finding = finding(list, certificate, signer.get(), issuers);
                if (finding.status() == RevocationFinding.Status.REVOKED) {
                    return new RevocationOutcome.Known(finding);
                }
                covered.addAll(scope.reasonsOf(list));
                if (covered.size() == Reasons.values().length) {
                    return new RevocationOutcome.Known(finding);
                }
            }
        }
        return outcome;
    }

    private boolean holds(RevocationList list, CertificateView certificate) {
        return list.isUnderstood()
                && EvidenceTime.covers(list.thisUpdate(), list.nextUpdate(), list.listsExpired(), certificate, request)
                && CertificateAlgorithms.find(list.algorithm())
                        .filter(scheme -> request.algorithms().allows(scheme, request.at()))
                        .isPresent();
    }

    private RevocationFinding finding(
            RevocationList list, CertificateView certificate, CertificateView signer, List<CertificateView> issuers) {
        Optional<RevocationList> delta = delta(list, certificate, signer, issuers);
        Optional<RevocationList.Entry> entry = delta.flatMap(
                        newer -> newer.find(certificate.issuer(), certificate.serial()))
                .or(() -> list.find(certificate.issuer(), certificate.serial()))
                .filter(found -> !found.removed());
        RevocationList newest = delta.orElse(list);
        return new RevocationFinding(
                certificate.certificate(),
                EvidenceTime.status(entry.map(RevocationList.Entry::since), request.at()),
                RevocationFinding.Kind.CRL,
                newest.issuerText(),
                newest.number(),
                newest.thisUpdate(),
                newest.nextUpdate(),
                entry.map(RevocationList.Entry::since),
                entry.flatMap(RevocationList.Entry::reason));
    }

    /** The newest delta that changes this list: same issuer, scope and key, and numbers that fit (§5.2.4). */
    private Optional<RevocationList> delta(
            RevocationList list, CertificateView certificate, CertificateView signer, List<CertificateView> issuers) {
        Optional<RevocationList> newest = Optional.empty();
        for (RevocationList delta : lists) {
            boolean fits = delta.deltaBase().isPresent()
                    && list.number().isPresent()
                    && delta.number().isPresent()
                    && delta.issuer().equals(list.issuer())
                    && delta.authorityKey().equals(list.authorityKey())
                    && sameScope(delta.scope(), list.scope())
                    && delta.deltaBase().get().compareTo(list.number().get()) <= 0
                    && delta.number().get().compareTo(list.number().get()) > 0
                    && newest.flatMap(RevocationList::number)
                            .map(number -> number.compareTo(delta.number().get()) < 0)
                            .orElse(true)
                    && holds(delta, certificate)
                    && signers.find(delta, issuers).filter(signer::equals).isPresent();
            if (fits) {
                newest = Optional.of(delta);
            }
        }
        return newest;
    }

    private static boolean sameScope(Optional<IssuingDistributionPoint> one, Optional<IssuingDistributionPoint> other) {
        return one.equals(other);
    }
}

package org.zhengzhao.signing.verify;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.envelope.TokenTimes;
import org.zhengzhao.signing.status.StatusListToken;
import org.zhengzhao.signing.status.StatusLookup;
import org.zhengzhao.signing.status.StatusReference;
import org.zhengzhao.signing.x509.PathRequest;
import org.zhengzhao.signing.x509.PathResult;
import org.zhengzhao.signing.x509.Purpose;
import org.zhengzhao.signing.x509.RevocationRules;

/**
 * Claims about the status that the registry publishes, the same for every face. Not knowing is never taken for revoked, and never
 * for valid.
 */
final class StatusChecks {
    private static final int VALID = 0;
    private static final int INVALID = 1;
    private static final int SUSPENDED = 2;
    private static final int SUPERSEDED = 3;
    private static final int LAST_VERSION = 999;

    private StatusChecks() {}

    /**
     * What came of looking a status up.
     *
     * @param asOf when the list was issued that was looked at; empty where none could be
     */
    record Looked(Finding finding, Optional<Instant> asOf) {
        private static Looked at(Finding finding) {
            return new Looked(finding, Optional.empty());
        }

        private static Looked open(GapCode code, String subject) {
            return at(Finding.open(code, subject));
        }
    }

    static Finding statusLookedUp(Facts facts, TrustPolicy policy, Instant at) {
        return look(facts, policy, at).finding();
    }

    static Looked look(Facts facts, TrustPolicy policy, Instant at) {
        Optional<StatusLists> lists = policy.status();
        Optional<LicenseSummary> license = facts.license();
        // A reference that no signature binds may be anybody's; that it is not bound is said elsewhere, and decides.
        if (lists.isEmpty() || license.isEmpty() || !Bound.by(facts)) {
            return Looked.at(Finding.notRun());
        }
        Optional<StatusReference> reference = facts.status();
        if (reference.isEmpty()) {
            return Looked.open(GapCode.STATUS_NOT_PUBLISHED, "");
        }
        return switch (lists.get().find(reference.get().uri())) {
            case PublishedList.Absent absent ->
                Looked.open(GapCode.STATUS_LIST_MISSING, reference.get().uri());
            case PublishedList.Broken broken -> Looked.open(GapCode.STATUS_LIST_BROKEN, broken.where());
            case PublishedList.SignedByUnknown unknown -> Looked.open(GapCode.STATUS_LIST_SIGNER, unknown.signer());
            case PublishedList.Signed signed ->
                signedByRegistry(signed, policy)
                        ? looked(signed.token(), reference.get(), license.get().identifier(), policy, at)
                        : Looked.open(
                                GapCode.STATUS_LIST_SIGNER,
                                KeyIdentifier.of(signed.signer()).hex());
        };
    }

    /** Only a certificate for status lists signs them, one that held when the list was issued and whose key nobody else has. */
    private static boolean signedByRegistry(PublishedList.Signed signed, TrustPolicy policy) {
        PathRequest request = PathRequest.at(signed.token().times().issuedAt().orElseThrow())
                .withPurpose(Purpose.STATUS_LISTS)
                .withRevocation(RevocationRules.IF_PRESENT);
        return switch (policy.trust().validate(signed.signer(), List.of(), policy.evidence(), request)) {
            case PathResult.Valid valid ->
                policy.compromised()
                        .since(Stream.<X509Certificate>concat(Stream.of(signed.signer()), valid.certificates().stream())
                                .toList())
                        .isEmpty();
            case PathResult.Invalid invalid -> false;
        };
    }

    private static Looked looked(
            StatusListToken token,
            StatusReference reference,
            LicenseIdentifier identifier,
            TrustPolicy policy,
            Instant at) {
        StatusLists lists = policy.status().orElseThrow();
        Instant issued = token.times().issuedAt().orElseThrow();
        Optional<Instant> asOf = Optional.of(issued);
        if (!at.isBefore(lists.expires().plus(policy.clockTolerance()))) {
            return new Looked(
                    Finding.open(GapCode.STATUS_LIST_EXPIRED, lists.expires().toString()), asOf);
        }
        return switch (StatusLookup.of(token, reference, at, policy.clockTolerance())) {
            case StatusLookup.AnotherList another -> Looked.open(GapCode.STATUS_LIST_BROKEN, "sub");
            case StatusLookup.BeyondTheEnd beyond ->
                new Looked(Finding.open(GapCode.STATUS_LIST_TOO_SHORT, Long.toString(reference.index())), asOf);
            case StatusLookup.NotInForce not -> notInForce(not.finding(), token, issued);
            case StatusLookup.Found found -> {
                Duration age = Duration.between(issued, at);
                Duration most = lists.maximumAge(identifier.type());
                yield new Looked(
                        age.compareTo(most.plus(policy.clockTolerance())) > 0
                                ? Finding.open(
                                        GapCode.STATUS_LIST_TOO_OLD,
                                        "age " + plain(age) + ", at most " + plain(most) + ", issued " + issued)
                                : meaning(found.status(), identifier),
                        asOf);
            }
        };
    }

    private static Looked notInForce(TokenTimes.Finding finding, StatusListToken token, Instant issued) {
        return switch (finding) {
            case EXPIRED ->
                new Looked(
                        Finding.open(
                                GapCode.STATUS_LIST_EXPIRED,
                                token.times().expires().orElse(issued).toString()),
                        Optional.of(issued));
            case ISSUED_IN_THE_FUTURE, NOT_YET_VALID ->
                Looked.open(GapCode.STATUS_LIST_NOT_YET_ISSUED, issued.toString());
            case NEVER_VALID, IN_FORCE -> Looked.open(GapCode.STATUS_LIST_BROKEN, "exp");
        };
    }

    private static Finding meaning(int status, LicenseIdentifier identifier) {
        return switch (status) {
            case VALID -> Finding.passed();
            case INVALID -> Finding.failed(FailureCode.LICENSE_INVALIDATED, identifier.value());
            case SUSPENDED -> Finding.failed(FailureCode.LICENSE_SUSPENDED, identifier.value());
            case SUPERSEDED -> Finding.failed(FailureCode.LICENSE_SUPERSEDED, successor(identifier));
            default -> Finding.open(GapCode.STATUS_LIST_BROKEN, "status " + status);
        };
    }

    /** GB/T 36904: the next version of the same license; its check character follows from the rest. */
    private static String successor(LicenseIdentifier identifier) {
        return identifier.version() < LAST_VERSION
                ? new LicenseIdentifier(
                                identifier.type(),
                                identifier.authority(),
                                identifier.serial(),
                                identifier.version() + 1)
                        .value()
                : "";
    }

    /** Days and hours, or hours and minutes: what a person thinks of an age in. */
    private static String plain(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d" + (age.toHoursPart() > 0 ? " " + age.toHoursPart() + " h" : "");
        }
        return age.toHours() > 0
                ? age.toHours() + " h" + (age.toMinutesPart() > 0 ? " " + age.toMinutesPart() + " min" : "")
                : Math.max(0, age.toMinutes()) + " min";
    }
}

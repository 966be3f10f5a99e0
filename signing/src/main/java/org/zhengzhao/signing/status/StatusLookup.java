package org.zhengzhao.signing.status;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.zhengzhao.signing.envelope.TokenTimes;

/** Looks up what a list says of a token at an instant (§8.3 of the draft). The list's signature is for others to check. */
public sealed interface StatusLookup {
    /**
     * The list says this.
     *
     * @param fresh whether the list's time to live has not passed since it was issued; afterwards there may be a newer one
     */
    record Found(int status, boolean fresh) implements StatusLookup {}

    /** The reference means another list. */
    record AnotherList() implements StatusLookup {}

    /** The list ends before the index. */
    record BeyondTheEnd() implements StatusLookup {}

    /** The list is not in force at that time. */
    record NotInForce(TokenTimes.Finding finding) implements StatusLookup {}

    /** What a list says of the token with that reference. */
    static StatusLookup of(StatusListToken token, StatusReference reference, Instant at, Duration tolerance) {
        return token.subject().equals(reference.uri())
                ? of(token, reference.index(), at, tolerance)
                : new AnotherList();
    }

    /** What a list says at an index. */
    static StatusLookup of(StatusListToken token, long index, Instant at, Duration tolerance) {
        TokenTimes.Finding finding = token.times().at(at, tolerance);
        if (finding != TokenTimes.Finding.IN_FORCE) {
            return new NotInForce(finding);
        }
        OptionalInt status = token.list().find(index);
        return status.isPresent() ? new Found(status.getAsInt(), fresh(token, at, tolerance)) : new BeyondTheEnd();
    }

    /** §13.7 of the draft counts from when the list was fetched; offline nobody knows that, so it counts from its issuing. */
    private static boolean fresh(StatusListToken token, Instant at, Duration tolerance) {
        Instant issued = token.times().issuedAt().orElseThrow();
        return token.timeToLive()
                .filter(life -> at.isAfter(issued.plus(life).plus(tolerance)))
                .isEmpty();
    }
}

package org.zhengzhao.registry.license;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.signing.evidence.PadesLevel;

/**
 * A PDF that is to be lifted to a higher level of PAdES, and how far that is.
 *
 * @param level of the PDF that is stored
 * @param attempts how often it was tried
 * @param problem what stood in the way the last time
 * @param nextAttemptAt empty where nothing more will be tried
 */
public record PdfUpgrade(
        LicenseIdentifier identifier,
        PadesLevel level,
        int attempts,
        Optional<Problem> problem,
        Instant queuedAt,
        Optional<Instant> lastAttemptAt,
        Optional<Instant> nextAttemptAt) {
    public PdfUpgrade {
        Objects.requireNonNull(identifier);
        Objects.requireNonNull(level);
        Objects.requireNonNull(problem);
        Objects.requireNonNull(queuedAt);
        Objects.requireNonNull(lastAttemptAt);
        Objects.requireNonNull(nextAttemptAt);
    }

    /** Where an upgrade stands. */
    public enum State {
        /** Waits for its turn, or somebody is at it. */
        PENDING,
        /** Was tried, met a problem, and will be tried again. */
        FAILING,
        /** Will not be tried again; the PDF stays as it is. */
        GIVEN_UP
    }

    /** What stands in the way. Names are API and stored: add, never rename. */
    public enum Problem {
        /** The timestamp authority did not answer in time. */
        AUTHORITY_UNREACHABLE,
        /** It answered, and not with a timestamp that holds. */
        AUTHORITY_ANSWER_REFUSED,
        /** A revocation list that is needed could not be had. */
        VALIDATION_DATA_MISSING,
        /** The lifted PDF did not pass our own verification, for a reason that may pass. */
        RESULT_REFUSED,
        /** The signature does not hold any more: no timestamp can help. */
        SIGNATURE_NOT_VALID,
        /** The stored PDF cannot be read. */
        PDF_UNUSABLE,
        /** We have a bug; the log says more. */
        INTERNAL_ERROR
    }

    /**
     * An upgrade that is ours to do until the claim ends.
     *
     * @param attempts with this one
     */
    public record Claimed(
            UUID licenseId, UUID claim, LicenseIdentifier identifier, PadesLevel level, int attempts, Bytes pdf) {
        public Claimed {
            Objects.requireNonNull(licenseId);
            Objects.requireNonNull(claim);
            Objects.requireNonNull(identifier);
            Objects.requireNonNull(level);
            Objects.requireNonNull(pdf);
        }
    }

    /**
     * How an attempt ended.
     *
     * @param nextAttemptAt empty where nothing more is to be tried
     */
    public record Result(PadesLevel level, Optional<Problem> problem, Optional<Instant> nextAttemptAt) {
        public Result {
            Objects.requireNonNull(level);
            Objects.requireNonNull(problem);
            Objects.requireNonNull(nextAttemptAt);
        }

        public static Result done(PadesLevel level) {
            return new Result(level, Optional.empty(), Optional.empty());
        }

        public static Result again(PadesLevel level, Problem problem, Instant at) {
            return new Result(level, Optional.of(problem), Optional.of(at));
        }

        public static Result givenUp(PadesLevel level, Problem problem) {
            return new Result(level, Optional.of(problem), Optional.empty());
        }
    }

    /** How many upgrades are in which state. */
    public record Counts(long pending, long failing, long givenUp) {}
}

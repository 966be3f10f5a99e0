package org.zhengzhao.registry.platform.problem;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** Tells failures of the database apart by SQLSTATE. */
public final class DatabaseFailures {
    private DatabaseFailures() {}

    /** Deeper than any chain of causes goes. */
    private static final int DEEPEST = 30;

    /**
     * Why the database could not do its part, if that is what failed: connection lost, refused or not there in time, shutting down, out
     * of resources, disk full. A commit that went wrong has its reason among what was suppressed.
     */
    public static Optional<SQLException> unavailable(Throwable failed) {
        return unavailable(failed, 0);
    }

    private static Optional<SQLException> unavailable(Throwable failed, int depth) {
        Throwable cause = failed;
        for (int level = depth; cause != null && level < DEEPEST; level++) {
            if (cause instanceof SQLException known && isUnavailable(known)) {
                return Optional.of(known);
            }
            for (Throwable aside : cause.getSuppressed()) {
                Optional<SQLException> found = unavailable(aside, level + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static boolean isUnavailable(SQLException failed) {
        String state = failed.getSQLState();
        if (failed instanceof SQLTransientException) {
            return true;
        }
        if (state == null) {
            // The pool, which had no connection in time: neither server nor driver are that tight-lipped.
            return failed.getClass() == SQLException.class;
        }
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P") || state.startsWith("58");
    }

    /** Whether the server says that its disk is full. */
    static boolean diskFull(SQLException failed) {
        return "53100".equals(failed.getSQLState());
    }

    /** The name of the unique constraint that a write broke, if that is why it failed. */
    public static Optional<String> brokenConstraint(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation && violation.getConstraintName() != null) {
                return Optional.of(violation.getConstraintName());
            }
        }
        return Optional.empty();
    }
}

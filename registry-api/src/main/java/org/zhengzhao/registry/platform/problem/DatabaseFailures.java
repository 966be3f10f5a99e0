package org.zhengzhao.registry.platform.problem;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** Tells failures of the database apart by SQLSTATE. */
public final class DatabaseFailures {
    private DatabaseFailures() {}

    /** Connection lost or refused, shutting down, out of resources, disk full. */
    static boolean unavailable(Throwable cause) {
        if (!(cause instanceof SQLException failed)) {
            return false;
        }
        if (cause instanceof SQLTransientException) {
            return true;
        }
        String state = failed.getSQLState();
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.startsWith("58"));
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

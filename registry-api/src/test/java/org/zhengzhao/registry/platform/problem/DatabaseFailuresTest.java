package org.zhengzhao.registry.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseFailuresTest {
    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "53100", "53300", "57P01", "57P03", "58030"})
    void unavailable_connectionResourcesShutdown_isSo(String state) {
        assertThat(DatabaseFailures.unavailable(new PersistenceException(new SQLException("text", state))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "42P01", "22001", "57014"})
    void unavailable_whatTheStatementDid_isNot(String state) {
        assertThat(DatabaseFailures.unavailable(new PersistenceException(new SQLException("text", state))))
                .isEmpty();
    }

    @Test
    void unavailable_commitThatLostItsConnection_isFoundAmongWhatWasSuppressed() {
        XAException lost = new XAException(XAException.XAER_RMFAIL);
        lost.initCause(new SQLException("text", "08006"));
        RollbackException failed = new RollbackException("could not commit");
        failed.addSuppressed(lost);
        assertThat(DatabaseFailures.unavailable(new IllegalStateException(failed)))
                .hasValueSatisfying(reason -> assertThat(reason.getSQLState()).isEqualTo("08006"));
    }

    @Test
    void unavailable_noConnectionInTime_isSo() {
        assertThat(DatabaseFailures.unavailable(new SQLException("no connection in time")))
                .isPresent();
        assertThat(DatabaseFailures.unavailable(new SQLTimeoutException("timeout")))
                .isPresent();
    }

    @Test
    void unavailable_ourOwnBug_isNot() {
        assertThat(DatabaseFailures.unavailable(new IllegalStateException("a bug")))
                .isEmpty();
    }

    @Test
    void diskFull_itsState_only() {
        assertThat(DatabaseFailures.diskFull(new SQLException("text", "53100"))).isTrue();
        assertThat(DatabaseFailures.diskFull(new SQLException("text", "53200"))).isFalse();
    }
}

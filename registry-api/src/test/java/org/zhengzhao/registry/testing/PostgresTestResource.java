package org.zhengzhao.registry.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.zhengzhao.registry.platform.postgres.DatabaseCoordinates;

/**
 * The real engine for {@code @QuarkusTest} classes, annotated {@code @QuarkusTestResource(PostgresTestResource.class)}: one
 * server for the whole test run, stopped when the run ends.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        DatabaseCoordinates database = TestDatabase.coordinates();
        return Map.of(
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.username(),
                "quarkus.datasource.password", database.password(),
                "zhengzhao.data", TestDatabase.data().toString());
    }

    @Override
    public void stop() {
        // The server serves the next test class too; it ends with the test run.
    }
}

package org.zhengzhao.registry.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.zhengzhao.registry.platform.postgres.DatabaseCoordinates;

/**
 * A registry of its own, with keys and tables that no other test sees, for a test that leaves neither as it was: annotated
 * {@code @QuarkusTestResource(value = FreshRegistryTestResource.class, restrictToAnnotatedClass = true)}. Its tables are a schema of
 * the database of the test run.
 */
public final class FreshRegistryTestResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        DatabaseCoordinates database = TestDatabase.coordinates();
        String schema = "fresh_" + System.nanoTime();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        } catch (SQLException refused) {
            throw new IllegalStateException("no schema for a fresh registry", refused);
        }
        Path data = TestDatabase.data().resolve(schema);
        String url = database.jdbcUrl();
        return Map.of(
                "quarkus.datasource.jdbc.url", url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema,
                "quarkus.datasource.username", database.username(),
                "quarkus.datasource.password", database.password(),
                "zhengzhao.data", data.toString());
    }

    @Override
    public void stop() {
        // It ends with the test run.
    }
}

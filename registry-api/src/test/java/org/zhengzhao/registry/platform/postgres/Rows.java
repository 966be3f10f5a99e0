package org.zhengzhao.registry.platform.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A table with something to lose. */
final class Rows {
    private Rows() {}

    static Connection connect(EmbeddedPostgres server) throws SQLException {
        DatabaseCoordinates database = server.coordinates();
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    static void insert(Statement statement, String row) throws SQLException {
        statement.execute("CREATE TABLE IF NOT EXISTS kept (row_text text)");
        statement.execute("INSERT INTO kept VALUES ('" + row + "')");
    }

    static void insert(EmbeddedPostgres server, String row) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            insert(statement, row);
        }
    }

    static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<String> all(EmbeddedPostgres server) throws SQLException {
        return query(server, "SELECT row_text FROM kept ORDER BY 1");
    }

    static List<String> query(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}

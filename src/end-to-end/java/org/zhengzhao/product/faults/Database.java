package org.zhengzhao.product.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The service's own database, looked at past the service. */
record Database(Path folder) {
    static Database of(Path data) {
        return new Database(data.resolve("postgresql"));
    }

    String url() throws IOException {
        return "jdbc:postgresql://127.0.0.1:"
                + Files.readString(folder.resolve("port")).strip() + "/zhengzhao";
    }

    String password() throws IOException {
        return Files.readAllLines(folder.resolve("credentials")).getLast();
    }

    /** The number of the server's main process. */
    long process() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("cluster/postmaster.pid"))
                .getFirst()
                .strip());
    }

    Connection connect() throws SQLException, IOException {
        return DriverManager.getConnection(url(), "zhengzhao", password());
    }

    /** As the role that may do everything. */
    Connection connectAsAdministrator() throws SQLException, IOException {
        return DriverManager.getConnection(
                url(),
                "postgres",
                Files.readAllLines(folder.resolve("credentials")).getFirst());
    }

    /** A row of a result. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> query(Connection connection, String sql, Row<T> each) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(each.read(rows));
            }
            return found;
        }
    }
}

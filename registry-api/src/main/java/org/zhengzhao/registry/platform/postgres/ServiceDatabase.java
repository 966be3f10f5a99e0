package org.zhengzhao.registry.platform.postgres;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;

/** The service's own role and database in the embedded server, made when they are missing. */
final class ServiceDatabase {
    /** No such database, no such role, wrong password: the states in which the database is not yet prepared. */
    private static final Set<String> NOT_PREPARED = Set.of("3D000", "28000", "28P01");

    private ServiceDatabase() {}

    /** Details of server errors carry people's data, so they stay out of exceptions, which end up in logs. */
    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?logServerErrorDetail=false";
    }

    static void prepare(int port, Credentials credentials, DatabaseDirectory directory) throws DatabaseStartException {
        try {
            if (!answers(port, credentials)) {
                create(port, credentials);
                if (!answers(port, credentials)) {
                    throw StartProblems.credentialsLost(directory.credentials());
                }
            }
        } catch (SQLException failed) {
            throw NOT_PREPARED.contains(String.valueOf(failed.getSQLState()))
                    ? StartProblems.credentialsLost(directory.credentials())
                    : StartProblems.failed(String.valueOf(failed.getMessage()), directory.log());
        }
    }

    private static boolean answers(int port, Credentials credentials) throws SQLException {
        String database = Credentials.SERVICE;
        try (Connection connection = connect(port, database, Credentials.SERVICE, credentials.servicePassword())) {
            return connection.isValid(10);
        } catch (SQLException failed) {
            if (NOT_PREPARED.contains(String.valueOf(failed.getSQLState()))) {
                return false;
            }
            throw failed;
        }
    }

    private static void create(int port, Credentials credentials) throws SQLException {
        String administrator = Credentials.ADMINISTRATOR;
        String service = Credentials.SERVICE;
        try (Connection connection = connect(port, administrator, administrator, credentials.administratorPassword());
                Statement statement = connection.createStatement()) {
            String verb =
                    exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + service + "'") ? "ALTER" : "CREATE";
            statement.execute(verb + " ROLE " + service + " LOGIN PASSWORD '" + credentials.servicePassword() + "'");
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + service + "'")) {
                statement.execute("CREATE DATABASE " + service + " OWNER " + service);
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static Connection connect(int port, String database, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        // Not through DriverManager, which sees the drivers of whoever asked it first.
        ClassLoader ours = ServiceDatabase.class.getClassLoader();
        for (Driver driver : ServiceLoader.load(Driver.class, ours)) {
            Connection connection = driver.connect(url(port, database), properties);
            if (connection != null) {
                return connection;
            }
        }
        throw new SQLException("no driver for PostgreSQL on the class path");
    }
}

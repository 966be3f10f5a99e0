package org.zhengzhao.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Counts the SQL statements of requests, in the log of the database. A number that grows with the answer is a mistake that no
 * clock shows while tables are small.
 */
final class Statements {
    private static final int REQUESTS = 20;
    private static final Pattern LOGGED = Pattern.compile("LOG:  (?:execute [^:]*|statement): (\\w+)");

    private final Database database;
    private final Path log;

    Statements(Database database, Path data) {
        this.database = database;
        this.log = data.resolve("postgresql/server.log");
    }

    /** Statements and transactions of one request. */
    record Count(double statements, double transactions) {}

    interface Request {
        void send() throws IOException;
    }

    Count of(Request request) throws IOException, SQLException, InterruptedException {
        for (int i = 0; i < 10; i++) {
            request.send(); // so that what is remembered is remembered
        }
        set("alter system set log_statement = 'all'");
        try {
            int before = Files.readAllBytes(log).length;
            for (int i = 0; i < REQUESTS; i++) {
                request.send();
            }
            TimeUnit.MILLISECONDS.sleep(300);
            byte[] all = Files.readAllBytes(log);
            return count(new String(all, before, all.length - before, StandardCharsets.UTF_8));
        } finally {
            set("alter system reset log_statement");
        }
    }

    private static Count count(String logged) {
        List<String> words = LOGGED.matcher(logged)
                .results()
                .map(found -> found.group(1).toUpperCase(Locale.ROOT))
                .toList();
        long begun = words.stream().filter(word -> word.equals("BEGIN")).count();
        long ended = words.stream()
                .filter(word -> word.equals("COMMIT") || word.equals("ROLLBACK"))
                .count();
        return new Count((words.size() - begun - ended) / (double) REQUESTS, begun / (double) REQUESTS);
    }

    private void set(String command) throws SQLException, InterruptedException {
        try (Connection connection = database.connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
            statement.execute("select pg_reload_conf()");
        }
        TimeUnit.SECONDS.sleep(1); // every process of the server reads its settings again when it next can
    }
}

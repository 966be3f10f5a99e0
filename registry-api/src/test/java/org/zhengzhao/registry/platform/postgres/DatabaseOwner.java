package org.zhengzhao.registry.platform.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * A process that owns an embedded database until it is killed: {@code DatabaseOwner DIRECTORY ROW}. It commits the row,
 * prints {@code COMMITTED} and waits; what keeps the database from starting is printed as its reason.
 */
final class DatabaseOwner {
    private DatabaseOwner() {}

    public static void main(String[] arguments) throws Exception {
        try {
            EmbeddedPostgres server =
                    EmbeddedPostgres.start(DatabaseDirectory.claim(Path.of(arguments[0]), Claimant.thisProcess()));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            try (Connection connection = Rows.connect(server);
                    Statement statement = connection.createStatement()) {
                Rows.insert(statement, arguments[1]);
            }
            System.out.println("COMMITTED");
            TimeUnit.MINUTES.sleep(5);
        } catch (DatabaseStartException inTheWay) {
            System.out.println(inTheWay.reason());
        }
    }
}

package org.zhengzhao.registry.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengzhao.registry.platform.postgres.DatabaseStartException.Reason;

final class EmbeddedPostgresTest {
    @TempDir
    private static Path programs;

    private static Path engine;

    @TempDir
    private Path temporary;

    /** Unpacked once; most tests find the programs already in place, as a second start does. */
    @BeforeAll
    static void unpack() throws Exception {
        engine = PostgresBinaries.unpacked(programs).home();
    }

    @AfterAll
    static void nothingRuns() {
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info().command().orElse("").startsWith(programs.toString())))
                .isEmpty();
    }

    private Path data(String name) throws IOException {
        Path data = temporary.resolve(name);
        Path root = data.resolve("postgresql");
        PrivateFiles.createDirectory(root);
        Files.createSymbolicLink(root.resolve(engine.getFileName()), engine);
        return data;
    }

    private static EmbeddedPostgres start(Path data) throws DatabaseStartException {
        return EmbeddedPostgres.start(DatabaseDirectory.claim(data, Claimant.thisProcess()));
    }

    private static void killServer(EmbeddedPostgres server) throws Exception {
        ProcessHandle process = ProcessHandle.of(server.process()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();
    }

    private static boolean isRoot() throws IOException {
        return PrivateFiles.currentUser() == 0;
    }

    @Test
    void start_emptyDirectory_unpacksAndMakesADurableUnicodeDatabase() throws Exception {
        Path data = temporary.resolve("fresh/data");
        try (EmbeddedPostgres server = start(data)) {
            assertThat(Rows.query(server, "SHOW fsync")).containsExactly("on");
            assertThat(Rows.query(server, "SHOW synchronous_commit")).containsExactly("on");
            assertThat(Rows.query(server, "SHOW full_page_writes")).containsExactly("on");
            assertThat(Rows.query(server, "SHOW data_checksums")).containsExactly("on");
            assertThat(Rows.query(server, "SHOW server_encoding")).containsExactly("UTF8");
            assertThat(Rows.query(server, "SHOW listen_addresses")).containsExactly("127.0.0.1");
            assertThat(Rows.query(server, "SHOW server_version")).containsExactly("18.6");
            assertThat(Rows.query(server, "SELECT upper('é') || lower('Ω')")).containsExactly("Éω");
            assertThat(Rows.query(server, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .containsExactly("f");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgresql/credentials"))))
                .isEqualTo("rw-------");
        assertThat(data.resolve("postgresql/initdb-password")).doesNotExist();
    }

    @Test
    void start_again_keepsDataAndPort() throws Exception {
        Path data = data("kept");
        String url;
        try (EmbeddedPostgres server = start(data)) {
            Rows.insert(server, "first");
            url = server.coordinates().jdbcUrl();
        }
        assertThat(data.resolve("postgresql/cluster/postmaster.pid")).doesNotExist();
        try (EmbeddedPostgres server = start(data)) {
            assertThat(Rows.all(server)).containsExactly("first");
            assertThat(server.coordinates().jdbcUrl()).isEqualTo(url);
        }
    }

    @Test
    void start_rememberedPortTaken_choosesAnother() throws Exception {
        Path data = data("port");
        start(data).close();
        int port = Integer.parseInt(Files.readString(data.resolve("postgresql/port")));
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EmbeddedPostgres server = start(data)) {
            assertThat(server.coordinates().jdbcUrl()).doesNotContain(":" + taken.getLocalPort() + "/");
            assertThat(Rows.query(server, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void start_afterKillOfTheServer_hasEveryCommittedRow() throws Exception {
        Path data = data("killed server");
        try (EmbeddedPostgres server = start(data)) {
            Rows.insert(server, "committed");
            killServer(server);
        }
        try (EmbeddedPostgres server = start(data)) {
            assertThat(Rows.all(server)).containsExactly("committed");
        }
    }

    @Test
    void killed_whileNeeded_isStartedAgainAtTheSameAddressWithEveryCommittedRow() throws Exception {
        Path data = data("killed while needed");
        try (EmbeddedPostgres server = start(data)) {
            Rows.insert(server, "committed");
            for (int kill = 0; kill < 2; kill++) {
                long killed = server.process();
                killServer(server);
                awaitAnswer(server);
                assertThat(server.process()).isNotEqualTo(killed);
                assertThat(Rows.all(server)).containsExactly("committed");
            }
        }
        assertThat(PostmasterFile.find(data.resolve("postgresql/cluster"))).isEmpty();
    }

    @Test
    void killed_portTakenMeanwhile_isTriedAgainUntilItIsFree() throws Exception {
        try (EmbeddedPostgres server = start(data("port taken meanwhile"))) {
            Rows.insert(server, "committed");
            int port = Integer.parseInt(server.coordinates().jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
            try (ServerSocket taken = takeFromKilled(server, port)) {
                assertThat(taken.isBound()).isTrue();
                TimeUnit.SECONDS.sleep(2);
                assertThatExceptionOfType(SQLException.class).isThrownBy(() -> Rows.all(server));
            }
            awaitAnswer(server);
            assertThat(Rows.all(server)).containsExactly("committed");
        }
    }

    @Test
    void letEnd_serverEnds_isNotStartedAgain() throws Exception {
        Path data = data("may end");
        try (EmbeddedPostgres server = start(data)) {
            server.letEnd();
            killServer(server);
            TimeUnit.SECONDS.sleep(2);
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> Rows.query(server, "SELECT 1"));
        }
    }

    @Test
    void close_whileStartedAgain_leavesNoServer() throws Exception {
        Path data = data("closed meanwhile");
        EmbeddedPostgres server = start(data);
        Rows.insert(server, "committed");
        killServer(server);
        server.close();
        assertThat(PostmasterFile.find(data.resolve("postgresql/cluster"))
                        .flatMap(file -> ProcessHandle.of(file.process())))
                .isEmpty();
        try (EmbeddedPostgres again = start(data)) {
            assertThat(Rows.all(again)).containsExactly("committed");
        }
    }

    /** Until the server of somebody else is there in its place. */
    private static ServerSocket takeFromKilled(EmbeddedPostgres server, int port) throws Exception {
        for (int attempt = 0; attempt < 20; attempt++) {
            killServer(server);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
            while (System.nanoTime() < end) {
                try {
                    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                } catch (IOException notYet) {
                    Thread.onSpinWait();
                }
            }
            awaitAnswer(server);
        }
        throw new AssertionError("the server was always quicker");
    }

    private static void awaitAnswer(EmbeddedPostgres server) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (true) {
            try {
                Rows.query(server, "SELECT 1");
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    @Test
    void start_afterKillOfTheOwner_stopsTheOrphanAndHasEveryCommittedRow() throws Exception {
        Path data = data("killed owner");
        long orphan;
        try (OwnerProcess owner = OwnerProcess.start(data, "committed by the killed one")) {
            assertThat(owner.says()).isEqualTo("COMMITTED");
            owner.kill();
            orphan = PostmasterFile.find(data.resolve("postgresql/cluster"))
                    .orElseThrow()
                    .process();
            assertThat(ProcessHandle.of(orphan)).isPresent();
        }
        try (EmbeddedPostgres server = start(data)) {
            assertThat(Rows.all(server)).containsExactly("committed by the killed one");
            assertThat(server.process()).isNotEqualTo(orphan);
            // Nobody may have collected its exit status yet; a program it no longer runs.
            assertThat(ProcessHandle.of(orphan)
                            .flatMap(process -> process.info().command()))
                    .isEmpty();
        }
    }

    @Test
    void start_afterKillOfOwnerAndServer_hasEveryCommittedRow() throws Exception {
        Path data = data("killed both");
        try (OwnerProcess owner = OwnerProcess.start(data, "committed")) {
            assertThat(owner.says()).isEqualTo("COMMITTED");
            owner.kill();
            long server = PostmasterFile.find(data.resolve("postgresql/cluster"))
                    .orElseThrow()
                    .process();
            ProcessHandle.of(server).orElseThrow().destroyForcibly();
        }
        try (EmbeddedPostgres server = start(data)) {
            assertThat(Rows.all(server)).containsExactly("committed");
        }
    }

    @Test
    void terminate_owner_stopsTheServer() throws Exception {
        Path data = data("terminated");
        try (OwnerProcess owner = OwnerProcess.start(data, "row")) {
            assertThat(owner.says()).isEqualTo("COMMITTED");
            owner.terminate();
        }
        assertThat(PostmasterFile.find(data.resolve("postgresql/cluster"))).isEmpty();
    }

    @Test
    void start_server_isInASessionOfItsOwn() throws Exception {
        try (EmbeddedPostgres server = start(data("session"))) {
            String status = Files.readString(Path.of("/proc/" + server.process() + "/stat"));
            // After the name in parentheses: state, parent, process group, session.
            String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
            assertThat(fields[3]).isEqualTo(Long.toString(server.process()));
        }
    }

    @Test
    void start_pidFileNamesAnotherProcess_startsAndLeavesThatProcessAlone() throws Exception {
        Path data = data("stale");
        start(data).close();
        Path cluster = data.resolve("postgresql/cluster");
        Process innocent = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(cluster.resolve("postmaster.pid"), innocent.pid() + "\n" + cluster + "\n");
            try (EmbeddedPostgres server = start(data)) {
                assertThat(Rows.query(server, "SELECT 1")).containsExactly("1");
            }
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void claim_heldByThisProcess_isRefused() throws Exception {
        Path data = data("two");
        try (EmbeddedPostgres server = start(data)) {
            assertThatExceptionOfType(DatabaseStartException.class)
                    .isThrownBy(() -> DatabaseDirectory.claim(data, Claimant.thisProcess(8080)))
                    .satisfies(refused -> {
                        assertThat(refused.reason()).isEqualTo(Reason.ALREADY_RUNNING);
                        assertThat(refused.text().english())
                                .contains("pid " + ProcessHandle.current().pid());
                    });
            assertThat(Rows.query(server, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void claim_heldByAnotherProcess_isRefusedAndNamesIt() throws Exception {
        Path data = data("two processes");
        try (EmbeddedPostgres server = start(data);
                OwnerProcess second = OwnerProcess.start(data, "never")) {
            assertThat(second.says()).isEqualTo("ALREADY_RUNNING");
            assertThat(Rows.query(server, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void start_pathWithSpacesAndChinese_works() throws Exception {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "needs a UTF-8 locale");
        Path data = data("证照 数据 'é\" $HOME");
        try (EmbeddedPostgres server = start(data)) {
            Rows.insert(server, "row");
        }
        try (EmbeddedPostgres server = start(data)) {
            assertThat(Rows.all(server)).containsExactly("row");
        }
    }

    @Test
    void start_crashedWhileMakingTheCluster_startsOver() throws Exception {
        Path data = data("half made");
        Path half = data.resolve("postgresql/cluster.new/base");
        PrivateFiles.createDirectory(half);
        Files.writeString(half.resolve("leftover"), "half");
        try (EmbeddedPostgres server = start(data)) {
            assertThat(Rows.query(server, "SELECT 1")).containsExactly("1");
        }
        assertThat(half).doesNotExist();
    }

    @Test
    void start_credentialsLost_saysWhichFileAndTouchesNothing() throws Exception {
        Path data = data("lost");
        start(data).close();
        Path credentials = data.resolve("postgresql/credentials");
        Files.delete(credentials);
        assertThatExceptionOfType(DatabaseStartException.class)
                .isThrownBy(() -> start(data))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.UNUSABLE_DATA);
                    assertThat(refused.text().chinese())
                            .contains(credentials.getFileName().toString());
                });
    }

    @Test
    void start_clusterOfAnotherVersion_isRefused() throws Exception {
        Path data = data("version");
        start(data).close();
        Files.writeString(data.resolve("postgresql/cluster/PG_VERSION"), "15\n");
        assertThatExceptionOfType(DatabaseStartException.class)
                .isThrownBy(() -> start(data))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.UNUSABLE_DATA);
                    assertThat(refused.text().english()).contains("PostgreSQL 15");
                });
    }

    @Test
    void claim_directoryIsAFile_isRefused() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "not a directory");
        assertThatExceptionOfType(DatabaseStartException.class)
                .isThrownBy(() -> start(file.resolve("data")))
                .satisfies(refused -> assertThat(refused.text().english()).contains("did not start"));
    }

    @Test
    void start_errorDetails_stayOutOfTheLog() throws Exception {
        Path data = data("log");
        try (EmbeddedPostgres server = start(data)) {
            Rows.insert(server, "value of a person");
            Rows.execute(server, "ALTER TABLE kept ADD UNIQUE (row_text)");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Rows.insert(server, "value of a person"))
                    .satisfies(error -> assertThat(error.getSQLState()).isEqualTo("23505"))
                    .satisfies(error -> assertThat(error.getMessage()).doesNotContain("value of a person"));
        }
        assertThat(Files.readString(data.resolve("postgresql/server.log")))
                .contains("duplicate key")
                .doesNotContain("value of a person");
    }

    @Test
    void start_rootWithoutNamespaces_stepsDownToAnUnprivilegedUserAndStaysThere() throws Exception {
        assumeTrue(isRoot(), "only root steps down");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        Path data = temporary.resolve("stepping down");
        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(DatabaseDirectory.claim(data, Claimant.thisProcess()), false)) {
            assertThat(PrivateFiles.userOf(Path.of("/proc/" + server.process())))
                    .isNotZero();
            Rows.insert(server, "row");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx--x---");
        try (EmbeddedPostgres server = start(data)) {
            assertThat(Rows.all(server)).containsExactly("row");
            assertThat(PrivateFiles.userOf(Path.of("/proc/" + server.process())))
                    .isNotZero();
        }
    }

    @Test
    void start_rootWithoutNamespacesInAClosedDirectory_saysWhatToDo() throws Exception {
        assumeTrue(isRoot(), "only root steps down");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
        Path data = data("closed");
        assertThatExceptionOfType(DatabaseStartException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(DatabaseDirectory.claim(data, Claimant.thisProcess()), false))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.NO_PERMISSION);
                    assertThat(refused.text().english()).contains("--data");
                });
    }

    @Test
    void start_asOrdinaryUser_worksAndRefusesWhatItMayNotWrite() throws Exception {
        assumeTrue(isRoot(), "needs root to become nobody; without root every other test shows it");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path readable = Files.createDirectory(temporary.resolve("classes"));
        Files.setPosixFilePermissions(readable, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Path> classPath = OwnerProcess.copyClassPath(readable);
        Path data = temporary.resolve("of nobody");
        try (OwnerProcess owner = OwnerProcess.startAsNobody(classPath, data, "row of nobody")) {
            assertThat(owner.says()).isEqualTo("COMMITTED");
            assertThat(PrivateFiles.userOf(data)).isNotZero();
            owner.kill();
        }
        try (OwnerProcess again = OwnerProcess.startAsNobody(classPath, data, "another row")) {
            assertThat(again.says()).isEqualTo("COMMITTED");
        }
        // Root looks after what a user has made, without taking it away from him.
        try (EmbeddedPostgres server = start(data)) {
            assertThat(Rows.all(server)).containsExactly("another row", "row of nobody");
        }
        try (OwnerProcess again = OwnerProcess.startAsNobody(classPath, data, "last row")) {
            assertThat(again.says()).isEqualTo("COMMITTED");
        }
        Path forbidden = Files.createDirectory(temporary.resolve("forbidden"));
        Files.setPosixFilePermissions(forbidden, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Path unwritable : List.of(forbidden, forbidden.resolve("below"))) {
            try (OwnerProcess owner = OwnerProcess.startAsNobody(classPath, unwritable, "never")) {
                assertThat(owner.says()).isEqualTo("NO_PERMISSION");
            }
        }
        try (Stream<Path> untouched = Files.list(forbidden)) {
            assertThat(untouched).isEmpty();
        }
    }
}

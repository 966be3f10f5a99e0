package org.zhengzhao.registry.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.platform.time.Recurring;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.registry.testing.FreshRegistryTestResource;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/**
 * Keys of stored values on a real database, with the sample licenses as its rows: that a license is what it was shows its digest, which stands
 * beside it.
 */
@QuarkusTest
@TestProfile(EncryptionKeysTest.ByHand.class)
@QuarkusTestResource(value = FreshRegistryTestResource.class, restrictToAnnotatedClass = true)
class EncryptionKeysTest {
    /** Nothing is encrypted anew by itself. */
    public static final class ByHand implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("zhengzhao.encryption.every", "1h");
        }
    }

    @Inject
    EntityManager entities;

    @Inject
    Vault vault;

    @Inject
    DataKeys dataKeys;

    @Inject
    EncryptionKeyRepository keys;

    @Inject
    EncryptionService service;

    @Inject
    Reencryption worker;

    @Inject
    EncryptionWatch watch;

    @Inject
    KeyRing ring;

    @Inject
    EncryptionConfig config;

    @Inject
    TimeOrderedIds ids;

    @Inject
    Recurring recurring;

    @Inject
    @All
    List<HashedValues> hashed;

    private final SecureRandom random = new SecureRandom();
    private Map<String, Bytes> before = Map.of();

    @BeforeEach
    void look() {
        run("drop trigger if exists fail_here on license");
        finish();
        before = values(vault);
        assertThat(before).hasSizeGreaterThan(12);
    }

    @AfterEach
    void nothingIsLost() {
        run("drop trigger if exists fail_here on license");
        finish();
        assertThat(values(vault)).isEqualTo(before);
    }

    @Test
    void everyValueIsEncrypted_andIsWhatItsDigestSays() {
        assertThat(count("license where content_key is null or get_byte(content, 0) <> 167"))
                .isZero();
        assertThat(count("license_face where octets_key is null or get_byte(octets, 0) <> 167"))
                .isZero();
        inTransaction(() -> rows(
                "select id, content_key, content, digest from license",
                row -> assertThat(Sha256.of(vault.decrypt(
                                EncryptedColumn.LICENSE_CONTENT, (UUID) row[0], (Integer) row[1], (byte[]) row[2])))
                        .isEqualTo(Bytes.of((byte[]) row[3]))));
    }

    @Test
    void valuesInClear_areRead_andThenEncrypted() {
        clear("license");
        assertThat(count("license where content_key is null")).isPositive();
        assertThat(values(vault)).isEqualTo(before);
        assertThat(watched()).isPositive();

        finish();

        assertThat(count("license where content_key is null")).isZero();
        assertThat(watched()).isZero();
    }

    @Test
    void retiredDataKeys_areWrittenWithNoMore_andTheirValuesComeUnderNewOnes() throws Exception {
        int old = dataKeys.forWriting().number();
        service.retireDataKeys("test");
        assertThat(dataKeys.forWriting().number()).isNotEqualTo(old);

        finish();

        List<Integer> retired = QuarkusTransaction.requiringNew().call(keys::retiredDataKeys);
        assertThat(retired).contains(old);
        for (EncryptedColumn column : EncryptedColumn.values()) {
            assertThat(QuarkusTransaction.requiringNew().<Long>call(() -> keys.countUnder(column, retired)))
                    .isZero();
        }
        assertThat(service.state().retiredDataKeys()).isEqualTo(retired.size());
    }

    @Test
    void refresh_whereAnotherNodeRetiredTheKey_makesAnother() throws Exception {
        int old = dataKeys.forWriting().number();
        QuarkusTransaction.requiringNew().call(keys::retireDataKeys);
        dataKeys.refresh();
        assertThat(dataKeys.forWriting().number()).isNotEqualTo(old);
    }

    /** The transaction ends in the middle: all of its rows stay as they were, and the next turn takes them. */
    @Test
    void breaksOffInABatch_leavesEveryRowOld_andGoesOnLater() {
        service.retireDataKeys("test");
        // The background may have been faster with some of it.
        clear("license");
        run("""
            create or replace function fail_here() returns trigger language plpgsql as $$
            begin
                if (select count(*) from license where xmin = pg_current_xact_id()::xid) >= 2 then
                    raise exception 'broken off';
                end if;
                return new;
            end
            $$
            """);
        run("create trigger fail_here before update on license for each row execute function fail_here()");
        long clear = count("license where content_key is null");
        assertThat(clear).isGreaterThan(2);
        assertThatThrownBy(() -> worker.encryptSome(EncryptedColumn.LICENSE_CONTENT, List.of()));
        assertThat(count("license where content_key is null")).isEqualTo(clear);
        assertThat(values(vault)).isEqualTo(before);

        run("drop trigger fail_here on license");
        finish();
        assertThat(count("license where content_key is null")).isZero();
    }

    @Test
    void twoNodesAtOnce_shareTheRows_andLoseNone() throws Exception {
        clear("license");
        clear("license_face");
        Reencryption another = new Reencryption(keys, hashed, vault, config, recurring);
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            List<Future<Void>> done = new ArrayList<>();
            for (Reencryption node : List.of(worker, another)) {
                done.add(nodes.submit((Callable<Void>) () -> {
                    together.await();
                    node.look();
                    return null;
                }));
            }
            for (Future<Void> each : done) {
                each.get();
            }
        }
        finish();
        assertThat(count("license where content_key is null")).isZero();
        assertThat(count("license_face where octets_key is null")).isZero();
    }

    @Test
    void damagedOrMovedValues_areRefused_andKeepNobodyWaiting() {
        long unreadable = vault.unreadable();
        List<UUID> two = new ArrayList<>();
        inTransaction(() -> rows("select id, 0 from license order by id limit 2", row -> two.add((UUID) row[0])));
        String swap =
                "update license a set content = b.content, content_key = b.content_key from license b where (a.id, b.id) in"
                        + " (('" + two.get(0) + "', '" + two.get(1) + "'), ('" + two.get(1) + "', '" + two.get(0)
                        + "'))";
        run(swap);
        try {
            for (UUID row : two) {
                assertThat(refused(row)).isEqualTo(ProblemType.STORED_DATA_UNREADABLE);
            }
            assertThat(vault.unreadable()).isEqualTo(unreadable + 2);
            service.retireDataKeys("test");
            finish(new Reencryption(keys, hashed, vault, config, recurring));
            assertThat(
                            count(
                                    "license where content_key = any(array(select number from data_key where state = 'RETIRED'))"))
                    .isEqualTo(2);
        } finally {
            run(swap);
        }
        // The other rows went on; these two go on once they are put right, after the next start.
        Reencryption afterRestart = new Reencryption(keys, hashed, vault, config, recurring);
        afterRestart.look();
        assertThat(watched()).isZero();
    }

    @Test
    void encryptedValueThatPretendsToBeClear_isRefused() {
        List<UUID> one = new ArrayList<>();
        inTransaction(() -> rows("select id, content_key from license order by id limit 1", row -> {
            one.add((UUID) row[0]);
            byte[] stored = stored(row[0]);
            assertThatThrownBy(() -> vault.decrypt(EncryptedColumn.LICENSE_CONTENT, (UUID) row[0], null, stored))
                    .isInstanceOfSatisfying(
                            RegistryException.class,
                            refused -> assertThat(refused.type()).isEqualTo(ProblemType.STORED_DATA_UNREADABLE));
            assertThatThrownBy(() -> vault.decrypt(
                            EncryptedColumn.LICENSE_CONTENT, (UUID) row[0], (Integer) row[1] + 1_000_000, stored))
                    .isInstanceOf(RegistryException.class);
        }));
        assertThat(one).hasSize(1);
    }

    @Test
    void anotherMasterKey_wrapsEveryDataKey_andTheOldOneIsNotNeeded() throws Exception {
        Path directory = keyDirectory();
        String name = "master-" + System.nanoTime();
        String old = current().name();
        RegistryException missing = catchThrowableOfType(
                RegistryException.class, () -> service.changeMaster(MasterKeyPlace.FILE, name, "test"));
        assertThat(missing.type()).isEqualTo(ProblemType.UNKNOWN_KEY);
        assertThat(current().name()).isEqualTo(old);

        Files.writeString(
                directory.resolve(name + ".secret"),
                Bytes.of(random.generateSeed(32)).toHex() + "\n");
        service.changeMaster(MasterKeyPlace.FILE, name, "test");

        assertThat(current().name()).isEqualTo(name);
        assertThat(count("data_key d join master_key m on m.id = d.master_id where m.state <> 'CURRENT'"))
                .isZero();
        Path away = directory.resolve(old + ".away");
        Files.move(directory.resolve(old + ".secret"), away);
        try {
            // As after a start: nothing is remembered.
            assertThat(values(restarted())).isEqualTo(before);
            start(new MasterKeys(ring, config)).prepare();
        } finally {
            Files.move(away, directory.resolve(old + ".secret"));
        }
        // Sent twice changes nothing.
        long masters = count("master_key");
        service.changeMaster(MasterKeyPlace.FILE, name, "test");
        assertThat(count("master_key")).isEqualTo(masters);
    }

    @Test
    void newMasterKeyWhileDataKeysAreMade_leavesNoneBehind() throws Exception {
        try (ExecutorService others = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> made = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                made.add(others.submit(() -> restartedKeys().forWriting().number()));
                if (i % 4 == 0) {
                    String name = "master-" + System.nanoTime();
                    Files.writeString(
                            keyDirectory().resolve(name + ".secret"),
                            Bytes.of(random.generateSeed(32)).toHex());
                    service.changeMaster(MasterKeyPlace.FILE, name, "test");
                }
            }
            for (Future<Integer> each : made) {
                assertThat(each.get()).isPositive();
            }
        }
        assertThat(count("data_key d join master_key m on m.id = d.master_id where m.state <> 'CURRENT'"))
                .isZero();
    }

    @Test
    void start_masterKeyMissing_isRefused_andNoneIsMade() throws Exception {
        Path file = keyDirectory().resolve(current().name() + ".secret");
        Path away = file.resolveSibling("away");
        Files.move(file, away);
        try {
            MasterKeyException refused = catchThrowableOfType(
                    MasterKeyException.class,
                    () -> start(new MasterKeys(ring, config)).prepare());
            assertThat(refused.text().english()).contains(String.valueOf(file.getFileName()), "restore");
            assertThat(refused.text().chinese()).contains(String.valueOf(file.getFileName()));
            assertThat(file).doesNotExist();
            RegistryException asked = catchThrowableOfType(RegistryException.class, () -> values(restarted()));
            assertThat(asked.type()).isEqualTo(ProblemType.ENCRYPTION_KEY_MISSING);
        } finally {
            Files.move(away, file);
        }
    }

    @Test
    void start_anotherMasterKeyInItsPlace_isRefused() throws Exception {
        Path file = keyDirectory().resolve(current().name() + ".secret");
        Path away = file.resolveSibling("away");
        Files.move(file, away);
        try {
            for (String content : List.of(Bytes.of(random.generateSeed(32)).toHex(), "00", "no digits", "")) {
                Files.writeString(file, content);
                assertThat(catchThrowableOfType(
                                MasterKeyException.class,
                                () -> start(new MasterKeys(ring, config)).prepare()))
                        .as(content)
                        .isNotNull();
                assertThat(file).hasContent(content);
            }
        } finally {
            Files.delete(file);
            Files.move(away, file);
        }
    }

    @Test
    void masterKeyFile_isForTheOwnerOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(keyDirectory().resolve("master.secret"))))
                .isEqualTo("rw-------");
    }

    private EncryptionStart start(MasterKeys masters) {
        return new EncryptionStart(keys, masters, keysOf(masters), config, ids, random, recurring);
    }

    private DataKeys restartedKeys() {
        return keysOf(new MasterKeys(ring, config));
    }

    private DataKeys keysOf(MasterKeys masters) {
        return new DataKeys(keys, masters, config, random, Clock.systemUTC());
    }

    private Vault restarted() {
        return new Vault(restartedKeys(), config, random, new SimpleMeterRegistry());
    }

    private MasterKeyRow current() {
        return QuarkusTransaction.requiringNew().call(keys::findCurrentMaster).orElseThrow();
    }

    private static Path keyDirectory() {
        return Path.of(ConfigProvider.getConfig().getValue("zhengzhao.data", String.class), "keys");
    }

    private void finish() {
        finish(worker);
    }

    private void finish(Reencryption node) {
        long left;
        do {
            left = watched();
            node.look();
        } while (watched() < left);
    }

    private long watched() {
        watch.look();
        return watch.summary().inClear() + watch.summary().underRetiredKeys();
    }

    private ProblemType refused(UUID row) {
        List<ProblemType> types = new ArrayList<>();
        inTransaction(() -> rows("select id, content_key, content from license where id = '" + row + "'", found -> {
            try {
                vault.decrypt(EncryptedColumn.LICENSE_CONTENT, row, (Integer) found[1], (byte[]) found[2]);
            } catch (RegistryException problem) {
                types.add(problem.type());
            }
        }));
        return types.getFirst();
    }

    private byte[] stored(Object id) {
        return (byte[]) entities.createNativeQuery("select content from license where id = '" + id + "'")
                .getSingleResult();
    }

    /** What a version without encryption has left. */
    private void clear(String table) {
        inTransaction(() -> {
            List<String> updates = new ArrayList<>();
            if (table.equals("license")) {
                rows(
                        "select id, content_key, content from license where content_key is not null for update",
                        row -> updates.add("update license set content = decode('"
                                + clear(EncryptedColumn.LICENSE_CONTENT, row).toHex()
                                + "', 'hex'), content_key = null where id = '" + row[0] + "'"));
            } else {
                rows(
                        "select license_id, octets_key, octets, kind from license_face where octets_key is not null for update",
                        row -> updates.add("update license_face set octets = decode('"
                                + clear(column(row[3]), row).toHex()
                                + "', 'hex'), octets_key = null where license_id = '" + row[0] + "' and kind = '"
                                + row[3] + "'"));
            }
            updates.forEach(update -> entities.createNativeQuery(update).executeUpdate());
        });
    }

    private static EncryptedColumn column(Object kind) {
        return kind.equals("PDF") ? EncryptedColumn.LICENSE_PDF : EncryptedColumn.LICENSE_CREDENTIAL;
    }

    private Bytes clear(EncryptedColumn column, Object[] row) {
        return vault.decrypt(column, (UUID) row[0], (Integer) row[1], (byte[]) row[2]);
    }

    /** Everything that is stored of licenses, in clear. */
    private Map<String, Bytes> values(Vault reader) {
        Map<String, Bytes> values = new TreeMap<>();
        inTransaction(() -> {
            rows(
                    "select id, content_key, content from license",
                    row -> values.put(
                            row[0] + " content",
                            reader.decrypt(EncryptedColumn.LICENSE_CONTENT, (UUID) row[0], (Integer) row[1], (byte[])
                                    row[2])));
            rows(
                    "select license_id, octets_key, octets, kind from license_face",
                    row -> values.put(
                            row[0] + " " + row[3],
                            reader.decrypt(column(row[3]), (UUID) row[0], (Integer) row[1], (byte[]) row[2])));
        });
        return values;
    }

    private interface Row {
        void take(Object[] row);
    }

    private void rows(String sql, Row each) {
        List<Object[]> found = entities.unwrap(Session.class)
                .createNativeQuery(sql, Object[].class)
                .getResultList();
        found.forEach(each::take);
    }

    private static void inTransaction(Runnable work) {
        QuarkusTransaction.requiringNew().run(work);
    }

    private void run(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.unwrap(Session.class).doWork(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                }));
    }

    private long count(String from) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery("select count(*) from " + from)
                                .getSingleResult())
                        .longValue());
    }
}

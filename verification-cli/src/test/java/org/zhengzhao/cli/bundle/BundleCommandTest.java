package org.zhengzhao.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengzhao.cli.CommandRun;
import org.zhengzhao.cli.terminal.HelpText;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.signing.bundle.BundleDelta;
import org.zhengzhao.signing.bundle.BundleTerms;
import org.zhengzhao.signing.bundle.BundleWriter;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestRegistry;

class BundleCommandTest {
    private static final TestRegistry REGISTRY = new TestRegistry();
    private static final Instant NOW = Samples.NOW;
    private static final OfflineBundle SIX = REGISTRY.bundle(6, NOW.minusSeconds(120));
    private static final OfflineBundle SEVEN = REGISTRY.bundle(7, NOW.minusSeconds(60));
    private static final OfflineBundle EIGHT = REGISTRY.bundle(8, NOW);
    /** By a key of its own, under a name of its own. */
    private static final OfflineBundle OTHER = other();

    @TempDir
    private Path folder;

    private HttpServer server;
    private String address;
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = "http://127.0.0.1:" + server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void verify_withBundle_saysWhatWasRevokedAndAsOfWhen() throws IOException {
        String bundle = write("b", SEVEN);
        CommandRun good = run("verify", "--trust", bundle, "--format", "json", credential(TestRegistry.VALID));
        assertThat(good.exit()).isZero();
        assertThat(good.out()).contains("\"statusAsOf\":\"2026-11-20T07:59:00Z\"");
        assertThat(good.err()).contains(SEVEN.fingerprint().toHex());

        CommandRun bad = run("verify", "--trust", bundle, "--lang", "en", credential(TestRegistry.SUPERSEDED));
        assertThat(bad.exit()).isEqualTo(10);
        assertThat(bad.out()).contains("LICENSE_SUPERSEDED", ".002.", "status as of 2026-11-20");
        assertThat(bad.err()).as("seen before: nothing to say").isEmpty();
    }

    @Test
    void verify_olderBundleThanSeen_isRefusedWithAHint() throws IOException {
        String license = credential(TestRegistry.VALID);
        assertThat(run("verify", "--trust", write("b8", EIGHT), license).exit()).isZero();
        CommandRun refused = run("verify", "--trust", write("b7", SEVEN), license);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("OLDER", "7 < 8", "hint: ");
        assertThat(run("bundle", "verify", write("b7", SEVEN)).exit()).isEqualTo(10);
        assertThat(run("verify", "--trust", write("b8", EIGHT), license).exit()).isZero();
    }

    @Test
    void verify_twoBundlesOrABrokenOne_isRefused() throws IOException {
        String license = credential(TestRegistry.VALID);
        assertThat(run("verify", "--trust", write("a", SEVEN), "--trust", write("b", EIGHT), license)
                        .exit())
                .isEqualTo(2);
        byte[] octets = SEVEN.octets().toArray();
        octets[octets.length - 1] ^= 1;
        Path broken = Files.write(folder.resolve("broken"), octets);
        assertThat(run("verify", "--trust", broken.toString(), license).exit()).isEqualTo(2);
    }

    /** A stick in a machine without a home: it works, and says that nothing is remembered. */
    @Test
    void verify_machineThatRemembersNothing_saysSo() throws IOException {
        String bundle = write("b", SEVEN);
        CommandRun ran = CommandRun.of(
                NOW, "", Map.of("LANG", "en"), List.of("verify", "--trust", bundle, credential(TestRegistry.VALID)));
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("no state can be kept", "7, 2026-11-20T07:59:00Z");
        CommandRun verified = CommandRun.of(NOW, "", Map.of("LANG", "en"), List.of("bundle", "verify", bundle));
        assertThat(verified.exit()).isEqualTo(11);
        assertThat(CommandRun.of(
                                NOW,
                                "",
                                Map.of("LANG", "en"),
                                List.of(
                                        "bundle",
                                        "verify",
                                        "--fingerprint",
                                        SEVEN.fingerprint().toHex(),
                                        bundle))
                        .exit())
                .isZero();
    }

    @Test
    void verify_damagedState_isNeverTakenForNothingSeen() throws IOException {
        String license = credential(TestRegistry.VALID);
        String bundle = write("b", SEVEN);
        assertThat(run("verify", "--trust", bundle, license).exit()).isZero();
        Files.writeString(folder.resolve("state/zhengzhao/bundles.json"), "{}");
        CommandRun ran = run("verify", "--trust", bundle, license);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("bundles.json");
    }

    /** A link to a disk that is not there, as of a machine whose home was moved: what was seen is elsewhere. */
    @Test
    void verify_stateBehindADanglingLink_isNeverTakenForNothingSeen() throws IOException {
        String license = credential(TestRegistry.VALID);
        assertThat(run("verify", "--trust", write("b8", EIGHT), license).exit()).isZero();
        Path state = folder.resolve("state/zhengzhao");
        Files.move(state.resolve("bundles.json"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(state.resolve("bundles.json"), folder.resolve("gone"));
        assertNotBelieved(license);

        Files.move(state, folder.resolve("moved"));
        Files.createSymbolicLink(state, folder.resolve("gone"));
        assertNotBelieved(license);

        Files.delete(state);
        Files.createSymbolicLink(state, folder.resolve("moved"));
        Files.move(
                folder.resolve("elsewhere"), folder.resolve("moved/bundles.json"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(run("verify", "--trust", write("b8", EIGHT), license).exit())
                .as("a link that leads somewhere")
                .isZero();
    }

    /** As after a run under sudo. */
    @Test
    void verify_stateThatMayNotBeEntered_isNeverTakenForNothingSeen() throws IOException {
        String license = credential(TestRegistry.VALID);
        assertThat(run("verify", "--trust", write("b8", EIGHT), license).exit()).isZero();
        Path state = folder.resolve("state/zhengzhao");
        Files.setPosixFilePermissions(state, Set.of());
        try {
            assumeThat(Files.exists(state.resolve("bundles.json")))
                    .as("the superuser may enter everything")
                    .isFalse();
            assertNotBelieved(license);
        } finally {
            Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Nothing was ever remembered there, and nothing can be. */
    @Test
    void verify_stateWhereNoFolderCanBe_isNothingSeen() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        CommandRun ran = CommandRun.of(
                NOW,
                "",
                Map.of("LANG", "en", "XDG_STATE_HOME", file.toString()),
                List.of("verify", "--trust", write("b", SEVEN), credential(TestRegistry.VALID)));
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("no state can be kept");
    }

    private void assertNotBelieved(String license) throws IOException {
        CommandRun ran = run("verify", "--quiet", "--trust", write("b7", SEVEN), license);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("bundles.json", "hint: ");
        assertThat(run("bundle", "verify", write("b7", SEVEN)).exit()).isEqualTo(2);
    }

    @Test
    void verify_clockSetBack_isRefused() throws IOException {
        String bundle = write("b", EIGHT);
        CommandRun ran = CommandRun.of(
                NOW.minus(Duration.ofHours(1)),
                "",
                Map.of("LANG", "en"),
                List.of("verify", "--trust", bundle, credential(TestRegistry.VALID)));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("CLOCK_BEHIND");
        // To judge as of the past is no reason to distrust the clock.
        CommandRun past =
                run("verify", "--trust", bundle, "--at", "2026-10-01T00:00:00Z", credential(TestRegistry.VALID));
        assertThat(past.exit()).isEqualTo(11);
        assertThat(past.out()).contains("STATUS_LIST_NOT_YET_ISSUED");
    }

    /** T55: runs at the same time, each a process, neither lose what another has seen nor spoil the file. */
    @Test
    void verify_manyRunsAtTheSameTime_rememberTheNewest() throws Exception {
        String license = credential(TestRegistry.VALID);
        List<Process> runs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            long sequence = 6 + i % 3;
            // Long ago by the clock of any machine: the processes have no other.
            String bundle = write("old" + sequence, REGISTRY.bundle(sequence, Samples.CEREMONY.plusSeconds(sequence)));
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.zhengzhao.cli.Zhengzhao",
                    "verify",
                    "--trust",
                    bundle,
                    license);
            builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
            runs.add(builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out" + i).toFile())
                    .start());
        }
        for (int i = 0; i < runs.size(); i++) {
            // Expired by now, or refused for being older; never anything else.
            assertThat(runs.get(i).waitFor())
                    .as(Files.readString(folder.resolve("out" + i)))
                    .isIn(i % 3 == 2 ? List.of(11) : List.of(11, 2));
        }
        assertThat(Files.readString(folder.resolve("state/zhengzhao/bundles.json")))
                .contains("\"sequence\":8");
        try (Stream<Path> files = Files.list(folder.resolve("state/zhengzhao"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("bundles.json", "bundles.lock");
        }
    }

    @Test
    void fetch_first_writesTheBundleAndSaysWhatToCompare() throws IOException {
        answer("/v1/offline-bundle", 200, SEVEN.octets());
        String file = folder.resolve("got").toString();
        CommandRun ran = run("bundle", "fetch", "-o", file, address);
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains(SEVEN.fingerprint().toHex(), "Number: 7");
        assertThat(ran.err()).contains("not encrypted", SEVEN.fingerprint().toHex());
        assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(SEVEN.octets().toArray());
        assertThat(asked).containsExactly("/v1/offline-bundle");
        CommandRun again = run("bundle", "verify", "--format", "json", file);
        assertThat(again.exit()).isZero();
        assertThat(again.reports().getFirst().findText("code")).contains("SEEN_BEFORE");
    }

    @Test
    void fetch_again_transfersOnlyWhatIsNew() throws IOException {
        String file = write("at-hand", SEVEN);
        answer("/v1/offline-bundle", 200, BundleDelta.make(SEVEN, EIGHT));
        assertThat(run("bundle", "fetch", "-o", file, address).exit()).isZero();
        assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(EIGHT.octets().toArray());
        assertThat(asked).containsExactly("/v1/offline-bundle?since=7");
    }

    @Test
    void fetch_deltaFromElsewhere_getsTheWholeBundle() throws IOException {
        String file = write("at-hand", SIX);
        server.createContext("/v1/offline-bundle", exchange -> {
            Bytes octets =
                    exchange.getRequestURI().getQuery() == null ? EIGHT.octets() : BundleDelta.make(SEVEN, EIGHT);
            exchange.sendResponseHeaders(200, octets.length());
            exchange.getResponseBody().write(octets.toArray());
            exchange.close();
        });
        assertThat(run("bundle", "fetch", "-o", file, address).exit()).isZero();
        assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(EIGHT.octets().toArray());
    }

    /** T55: what is bad does not take the place of what is good. */
    @Test
    void fetch_whatIsNotToBeBelieved_changesNothing() throws IOException {
        String file = write("at-hand", EIGHT);
        assertThat(run("verify", "--trust", file, credential(TestRegistry.VALID))
                        .exit())
                .isZero();
        byte[] altered = EIGHT.octets().toArray();
        altered[altered.length - 1] ^= 1;
        for (Bytes bad : List.of(
                SEVEN.octets(),
                new TestRegistry().bundle(9, NOW).octets(),
                Bytes.of(altered),
                Bytes.utf8("<html>"),
                Bytes.utf8(""))) {
            answer("/v1/offline-bundle", 200, bad);
            assertThat(run("bundle", "fetch", "-o", file, address).exit()).isIn(10, 12);
            assertThat(Files.readAllBytes(Path.of(file)))
                    .isEqualTo(EIGHT.octets().toArray());
            server.removeContext("/v1/offline-bundle");
        }
        assertThat(run("bundle", "fetch", "-o", file, address).exit()).isEqualTo(12);
        assertThat(run("bundle", "fetch", "-o", file, "http://127.0.0.1:1").exit())
                .isEqualTo(12);
        assertThat(run("bundle", "fetch", "-o", file, "file:///etc/passwd").exit())
                .isEqualTo(2);
        assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(EIGHT.octets().toArray());
    }

    /** T55: of another registry, or of somebody who calls himself so; whether that was seen before or not. */
    @Test
    void fetch_bundleOfAnotherRegistry_takesNoPlaceUnlessItIsNamed() throws IOException {
        String file = write("at-hand", SEVEN);
        assertThat(run("verify", "--trust", file, credential(TestRegistry.VALID))
                        .exit())
                .isZero();
        answer("/v1/offline-bundle", 200, OTHER.octets());
        for (List<String> more : List.of(List.<String>of(), List.of("--full"))) {
            assertNotReplaced(SEVEN, file, fetch(file, more));
        }
        assertThat(fetch(folder.resolve("new").toString(), List.of()).exit()).isZero();
        assertNotReplaced(SEVEN, file, fetch(file, List.of()));
        assertThat(fetch(file, List.of("--fingerprint", OTHER.fingerprint().toHex()))
                        .exit())
                .isZero();
        assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(OTHER.octets().toArray());
        assertThat(run("verify", "--trust", write("b", SEVEN), credential(TestRegistry.VALID))
                        .exit())
                .as("the registry whose bundle stood there is as it was")
                .isZero();
    }

    /** The key was lost to others, and the registry has said the new one by telephone. */
    @Test
    void fetch_newKeyThatIsNamed_takesThePlaceAndTheOldOneNoMore() throws IOException {
        String file = write("at-hand", SEVEN);
        assertThat(run("verify", "--trust", file, credential(TestRegistry.VALID))
                        .exit())
                .isZero();
        OfflineBundle next = new BundleWriter(TestPki.PROVIDER)
                .write(TestRegistry.terms(9, NOW), REGISTRY.parts(), REGISTRY.another(RegistryPurpose.OFFLINE_BUNDLES));
        answer("/v1/offline-bundle", 200, BundleDelta.make(SEVEN, next));
        assertThat(run("bundle", "fetch", "-o", file, address).exit()).isEqualTo(10);
        assertThat(fetch(file, List.of("--fingerprint", next.fingerprint().toHex()))
                        .exit())
                .isZero();
        assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(next.octets().toArray());
        String stick = write("stick", REGISTRY.bundle(99, NOW));
        CommandRun stolen = run("verify", "--trust", stick, credential(TestRegistry.VALID));
        assertThat(stolen.exit()).isEqualTo(2);
        assertThat(stolen.err()).contains("RETIRED_KEY");
        // An old file that was left lying about may be brought up to date.
        String old = write("old", SEVEN);
        assertThat(run("bundle", "fetch", "-o", old, address).exit()).isZero();
    }

    private CommandRun fetch(String file, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("bundle", "fetch", "-o", file, address));
        arguments.addAll(more);
        return run(arguments.toArray(String[]::new));
    }

    private static void assertNotReplaced(OfflineBundle before, String file, CommandRun ran) throws IOException {
        assertThat(ran.exit()).isEqualTo(10);
        assertThat(ran.err()).contains("ANOTHER_REGISTRY", "hint: ");
        assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(before.octets().toArray());
    }

    @Test
    void fetch_redirection_isFollowedOnTheSameHostOnly() throws IOException {
        answer("/moved", 200, SEVEN.octets());
        redirect("/v1/offline-bundle", "/moved");
        String file = folder.resolve("got").toString();
        assertThat(run("bundle", "fetch", "-o", file, address).exit()).isZero();

        redirect("/elsewhere", "http://localhost:" + server.getAddress().getPort() + "/moved");
        CommandRun elsewhere = run("bundle", "fetch", "--full", "-o", file, address + "/elsewhere");
        assertThat(elsewhere.exit()).isEqualTo(12);
        assertThat(elsewhere.err()).contains("another host");
        redirect("/round", "/round");
        assertThat(run("bundle", "fetch", "--full", "-o", file, address + "/round")
                        .exit())
                .isEqualTo(12);
    }

    @Test
    void fetch_wrongFingerprint_writesNothing() throws IOException {
        answer("/v1/offline-bundle", 200, SEVEN.octets());
        Path file = folder.resolve("got");
        CommandRun ran = run("bundle", "fetch", "--fingerprint", "00".repeat(32), "-o", file.toString(), address);
        assertThat(ran.exit()).isEqualTo(10);
        assertThat(ran.err()).contains("NOT_CONFIRMED");
        assertThat(file).doesNotExist();
        assertThat(run("bundle", "fetch", "--fingerprint", "short", address).exit())
                .isEqualTo(2);
    }

    @Test
    void fetch_moreThanTheLimit_isRefused() throws IOException {
        server.createContext("/v1/offline-bundle", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1024 * 1024];
            try (exchange) {
                for (int i = 0; i < 70; i++) {
                    exchange.getResponseBody().write(block);
                }
            } catch (IOException hungUp) {
                // The client has enough.
                assertThat(hungUp).isNotNull();
            }
        });
        CommandRun ran = run("bundle", "fetch", "-o", folder.resolve("got").toString(), address);
        assertThat(ran.exit()).isEqualTo(12);
        assertThat(ran.err()).contains("too large");
    }

    @Test
    void apply_delta_replacesTheOlderBundle() throws IOException {
        String file = write("at-hand", SEVEN);
        Path delta = Files.write(
                folder.resolve("delta"), BundleDelta.make(SEVEN, EIGHT).toArray());
        assertThat(run("bundle", "apply", delta.toString(), "--to", file).exit())
                .isZero();
        assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(EIGHT.octets().toArray());
        assertThat(run("bundle", "apply", delta.toString(), "--to", file).exit())
                .isEqualTo(10);
        assertThat(run("bundle", "apply", file, "--to", file).exit()).isEqualTo(12);
    }

    /** T55: number and manifest of the bundle at hand are public, so anybody can make a delta that goes on from it. */
    @Test
    void apply_deltaToABundleOfAnotherKey_changesNothingUnlessItIsNamed() throws IOException {
        String file = write("at-hand", SEVEN);
        String delta = Files.write(
                        folder.resolve("delta"), BundleDelta.make(SEVEN, OTHER).toArray())
                .toString();
        assertNotReplaced(SEVEN, file, run("bundle", "apply", delta, "--to", file));
        assertThat(run("verify", "--trust", file, credential(TestRegistry.VALID))
                        .exit())
                .isZero();
        assertNotReplaced(SEVEN, file, run("bundle", "apply", delta, "--to", file));
        String elsewhere = folder.resolve("elsewhere").toString();
        assertNotReplaced(SEVEN, file, run("bundle", "apply", delta, "--to", file, "-o", elsewhere));
        assertThat(Path.of(elsewhere)).doesNotExist();
        CommandRun json = run("bundle", "apply", "--format", "json", delta, "--to", file);
        assertThat(json.reports().getFirst().findText("code")).contains("ANOTHER_REGISTRY");
        assertThat(Files.readString(folder.resolve("state/zhengzhao/bundles.json")))
                .doesNotContain(OTHER.fingerprint().toHex());
        // What would be overwritten elsewhere counts as well.
        String other = write("other", OTHER);
        String good = Files.write(
                        folder.resolve("good"), BundleDelta.make(SEVEN, EIGHT).toArray())
                .toString();
        assertNotReplaced(OTHER, other, run("bundle", "apply", good, "--to", file, "-o", other));
        assertThat(run(
                                "bundle",
                                "apply",
                                delta,
                                "--to",
                                file,
                                "--fingerprint",
                                OTHER.fingerprint().toHex())
                        .exit())
                .isZero();
    }

    @Test
    void show_bundle_saysWhatIsInIt() throws IOException {
        CommandRun text = run("bundle", "show", write("b", SEVEN));
        assertThat(text.exit()).isZero();
        assertThat(text.out())
                .contains(
                        "Number: 7",
                        "1 status lists",
                        "Food business permit",
                        SEVEN.fingerprint().toHex());
        CommandRun json = run("bundle", "show", "--format", "json", write("b", SEVEN));
        assertThat(json.reports().getFirst().findText("registry")).contains(TestRegistry.NAME);
        assertThat(run("bundle", "show", credential(TestRegistry.VALID)).exit()).isEqualTo(12);
        assertThat(run("bundle", "show", folder.resolve("missing").toString()).exit())
                .isEqualTo(12);
        assertThat(run("bundle", "show", "/dev/zero").exit()).isEqualTo(12);
        assertThat(folder.resolve("state")).as("nothing is remembered").doesNotExist();
    }

    @Test
    void help_everyCommand_isThereInBothLanguages() {
        assertThat(run("bundle").exit()).isEqualTo(2);
        for (String command : List.of("fetch", "show", "verify", "apply")) {
            assertThat(run("bundle", command).exit()).as(command).isEqualTo(2);
            assertThat(run("bundle", command, "--help").exit()).isZero();
            assertThat(run("bundle", command, "--help").out())
                    .isEqualTo(HelpText.of("bundle-" + command, Language.ENGLISH));
            assertThat(HelpText.of("bundle-" + command, Language.CHINESE)).contains("用法", "退出码");
        }
    }

    private static OfflineBundle other() {
        TestRegistry registry = new TestRegistry();
        BundleTerms terms = TestRegistry.terms(9, NOW);
        return new BundleWriter(TestPki.PROVIDER)
                .write(
                        new BundleTerms(
                                TestRegistry.NAME + "二",
                                terms.sequence(),
                                terms.issuedAt(),
                                terms.expires(),
                                terms.maximumAge(),
                                terms.maximumAges()),
                        registry.parts(),
                        registry.bundleKey());
    }

    private void answer(String path, int status, Bytes octets) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(status, octets.length() == 0 ? -1 : octets.length());
            exchange.getResponseBody().write(octets.toArray());
            exchange.close();
        });
    }

    private void redirect(String path, String to) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    private String credential(long index) throws IOException {
        Path file = folder.resolve("credential-" + index);
        return Files.write(file, REGISTRY.credential(index).coseSign1().toArray())
                .toString();
    }

    private String write(String name, OfflineBundle bundle) throws IOException {
        return Files.write(folder.resolve(name), bundle.octets().toArray()).toString();
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(
                NOW,
                "",
                Map.of("LANG", "en", "XDG_STATE_HOME", folder.resolve("state").toString()),
                List.of(arguments));
    }
}

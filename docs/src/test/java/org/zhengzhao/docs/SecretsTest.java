package org.zhengzhao.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No key, token or password is among the sources. What only looks like one stands in a list, with why it is none. */
class SecretsTest {
    private static final String KNOWN = "looks-like-a-secret.tsv";

    @TempDir
    Path directory;

    /** So many of a kind may be in a file. */
    private record Known(Map<String, Integer> most) {
        static Known read() throws IOException {
            Map<String, Integer> most = new HashMap<>();
            try (InputStream in = Objects.requireNonNull(SecretsTest.class.getResourceAsStream(KNOWN))) {
                for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList()) {
                    if (!line.startsWith("#")) {
                        String[] columns = line.split("\t");
                        assertThat(columns).as(line).hasSize(4);
                        most.put(columns[0] + " " + columns[1], Integer.parseInt(columns[2]));
                    }
                }
            }
            return new Known(most);
        }
    }

    @Test
    void sources_holdNoSecrets() throws Exception {
        Map<String, Integer> known = Known.read().most();
        List<Path> files = tracked();
        assertThat(files).hasSizeGreaterThan(1000);
        List<String> secrets = new ArrayList<>();
        for (Path file : files) {
            String name = Repository.root().relativize(file).toString();
            SecretScan.of(file).forEach((kind, times) -> {
                if (times > known.getOrDefault(name + " " + kind, 0)) {
                    secrets.add(name + "\t" + kind + "\t" + times);
                }
            });
        }
        assertThat(secrets)
                .as("look at each: a secret is taken out and changed; what only looks like one goes into " + KNOWN)
                .isEmpty();
    }

    @Test
    void list_namesNoFileThatIsNotThere() throws IOException {
        for (String entry : Known.read().most().keySet()) {
            assertThat(Repository.root().resolve(entry.split(" ")[0])).exists();
        }
    }

    /** Made on the spot, and split, so that this file does not hold what it looks for. */
    @Test
    void planted_areFound() throws IOException {
        String random = random(48);
        assertThat(scan("-----BEGIN EC PRIVATE" + " KEY-----\n")).containsKey(SecretScan.Kind.PRIVATE_KEY);
        assertThat(scan("gh" + "p_" + random(27).replaceAll("[+/=]", "x"))).containsKey(SecretScan.Kind.TOKEN);
        assertThat(scan("ey" + "JhbGciOiJIUzI1NiJ9.ey" + "JzdWIiOiJhIn0xxx.abc"))
                .containsKey(SecretScan.Kind.TOKEN);
        assertThat(scan("pass" + "word = \"correct-h0rse-battery\"")).containsKey(SecretScan.Kind.PASSWORD);
        assertThat(scan("jdbc://registry" + ":h0rsebattery@host/")).containsKey(SecretScan.Kind.PASSWORD);
        assertThat(scan("x = " + random)).containsKey(SecretScan.Kind.RANDOM_TEXT);
        assertThat(scan("An ordinary sentence with anOrdinaryNameOfAMethodThatIsVeryLongIndeed in it."))
                .isEmpty();

        byte[] der = {
            0x30,
            (byte) 0x81,
            (byte) 0x87,
            2,
            1,
            0,
            0x30,
            0x13,
            6,
            7,
            0x2a,
            (byte) 0x86,
            0x48,
            (byte) 0xce,
            0x3d,
            2,
            1,
            (byte) 0xff
        };
        assertThat(SecretScan.of(Files.write(directory.resolve("key"), der))).containsKey(SecretScan.Kind.PRIVATE_KEY);
        byte[] older = {0x30, 0x77, 2, 1, 1, 4, 0x20, (byte) 0xff};
        assertThat(SecretScan.of(Files.write(directory.resolve("key"), older)))
                .containsKey(SecretScan.Kind.PRIVATE_KEY);
        assertThat(SecretScan.of(Files.write(directory.resolve("keys.p12"), new byte[1])))
                .containsKey(SecretScan.Kind.KEY_STORE);
    }

    private Map<SecretScan.Kind, Integer> scan(String text) throws IOException {
        return SecretScan.of(Files.writeString(directory.resolve("planted"), text));
    }

    private static String random(int octets) {
        byte[] random = new byte[octets];
        new Random(7).nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    /** What git has; in an unpacked archive of the sources, every file. */
    private static List<Path> tracked() throws IOException, InterruptedException {
        if (!Files.exists(Repository.root().resolve(".git"))) {
            return Repository.files(Repository.root(), "");
        }
        Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .directory(Repository.root().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as("git ls-files").isZero();
        return List.of(names.split("\0")).stream()
                .map(name -> Repository.root().resolve(name))
                .filter(Files::isRegularFile)
                .toList();
    }
}

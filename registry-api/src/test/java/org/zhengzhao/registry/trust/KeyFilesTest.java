package org.zhengzhao.registry.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.pki.RegistryPki;

class KeyFilesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private final RegistryPki pki = new RegistryPki(PROVIDER, RANDOM);

    @Test
    void keep_whereAnotherNodeWasFaster_answersWithItsKey(@TempDir Path directory) {
        RegistryPki.Issued first = open(directory).keep("root", pki.root("First", NOW));

        RegistryPki.Issued second = open(directory).keep("root", pki.root("Second", NOW));

        assertThat(second.certificate()).isEqualTo(first.certificate());
        assertThat(open(directory).findKey("root").orElseThrow().certificate()).isEqualTo(first.certificate());
    }

    @Test
    void secret_isMadeOnceAndStays(@TempDir Path directory) {
        Bytes first = open(directory).secret("tokens", 32, RANDOM);

        assertThat(first.length()).isEqualTo(32);
        assertThat(open(directory).secret("tokens", 32, RANDOM)).isEqualTo(first);
    }

    @Test
    void files_areForTheOwnerOnly_andNothingHalfWrittenStays(@TempDir Path directory) throws IOException {
        open(directory).keep("root", pki.root("First", NOW));
        open(directory).keep("root", pki.root("Second", NOW));

        try (Stream<Path> files = Files.list(directory.resolve("keys"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(2).noneMatch(file -> file.toString().endsWith(".partial"));
            for (Path file : all) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    private static KeyFiles open(Path directory) {
        return KeyFiles.open(directory.resolve("keys"), Optional.empty(), RANDOM, PROVIDER);
    }
}

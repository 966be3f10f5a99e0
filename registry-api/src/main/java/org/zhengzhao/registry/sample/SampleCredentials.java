package org.zhengzhao.registry.sample;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhengzhao.registry.identity.ClientSecret;

/**
 * The secrets of the sample clients, in a file that a shell can read ({@code . sample-credentials.env}) and only its owner
 * may. Made at random for each installation: there is no secret that all installations share.
 */
@Singleton
class SampleCredentials {
    private static final String FILE = "sample-credentials.env";

    private final Path file;

    SampleCredentials(@ConfigProperty(name = "zhengzhao.data") String dataDirectory) {
        this.file = Path.of(dataDirectory).resolve(FILE);
    }

    Path file() {
        return file;
    }

    /** Name of the shell variable that holds the secret of a client. */
    static String variable(String clientId) {
        return clientId.toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET";
    }

    /** Secrets by variable name; empty where this node did not load the samples. */
    Map<String, String> all() {
        Map<String, String> secrets = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return secrets;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    secrets.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            return secrets;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the sample credentials cannot be read", unreadable);
        }
    }

    void keep(String clientId, ClientSecret secret) {
        Map<String, String> secrets = all();
        secrets.put(variable(clientId), secret.value());
        List<String> lines = new ArrayList<>();
        lines.add("# Secrets of the sample clients. Read it with:  . " + FILE);
        secrets.forEach((name, value) -> lines.add(name + "=" + value));
        try {
            Path partial = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    FILE,
                    ".partial",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(partial, lines);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("the sample credentials cannot be written", failed);
        }
    }
}

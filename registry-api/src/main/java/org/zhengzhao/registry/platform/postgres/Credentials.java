package org.zhengzhao.registry.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Passwords of the embedded server's two roles: its administrator and the service, which owns one database only. */
record Credentials(String administratorPassword, String servicePassword) {
    static final String ADMINISTRATOR = "postgres";
    static final String SERVICE = "zhengzhao";
    private static final int PASSWORD_BYTES = 24;
    private static final String PASSWORD_FORM = "[0-9a-f]{" + 2 * PASSWORD_BYTES + "}";

    static Credentials random(SecureRandom random) {
        return new Credentials(password(random), password(random));
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Empty when there is no such file or it is not one of ours. */
    static Optional<Credentials> find(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.size() != 2 || !lines.stream().allMatch(line -> line.matches(PASSWORD_FORM))) {
            return Optional.empty();
        }
        return Optional.of(new Credentials(lines.getFirst(), lines.getLast()));
    }

    void write(Path file) throws IOException {
        PrivateFiles.write(file, administratorPassword + "\n" + servicePassword + "\n");
    }

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}

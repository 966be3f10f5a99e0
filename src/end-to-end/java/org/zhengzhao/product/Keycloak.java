package org.zhengzhao.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real Keycloak, from its distribution, with the realm of the tests: the OpenID provider with which the product is tried. Its passwords are
 * made at random for each start.
 */
final class Keycloak implements AutoCloseable {
    private static final Path DISTRIBUTIONS = Path.of("target", "keycloak");
    private static final Duration START_LIMIT = Duration.ofMinutes(6);
    private static final Pattern FORM = Pattern.compile("<form[^>]*\\baction=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final String BACK = "http://127.0.0.1/back";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final int port;
    private final String password;
    private final HttpClient http = HttpClient.newHttpClient();

    private Keycloak(Process process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    static Keycloak start() throws IOException, InterruptedException {
        Path home;
        try (Stream<Path> found = Files.list(DISTRIBUTIONS)) {
            home = found.filter(path -> path.getFileName().toString().startsWith("keycloak-"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
        String password = random();
        importRealm(home, password);
        int port = RunningProduct.freePort();
        Path log = Files.createTempFile("keycloak", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        "bin/kc.sh",
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS_KC_HEAP",
                        "-Xms64m -Xmx512m",
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        "test-admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        password));
        Keycloak keycloak = new Keycloak(builder.start(), port, password);
        boolean ready = false;
        try {
            keycloak.awaitReady(log);
            ready = true;
        } finally {
            if (!ready) {
                keycloak.close();
            }
        }
        return keycloak;
    }

    /** What an earlier run left is gone: it has other passwords. */
    private static void importRealm(Path home, String password) throws IOException {
        Path data = home.resolve("data");
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        try (InputStream in =
                Objects.requireNonNull(Keycloak.class.getResourceAsStream("/keycloak/zhengzhao-realm.json"))) {
            String realm = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.createDirectories(data.resolve("import"));
            Files.writeString(
                    data.resolve("import").resolve("zhengzhao-realm.json"), realm.replace("@PASSWORD@", password));
        }
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(START_LIMIT);
        URI discovery = URI.create(issuer() + "/.well-known/openid-configuration");
        while (Instant.now().isBefore(end) && process.isAlive()) {
            try {
                if (http.send(HttpRequest.newBuilder(discovery).build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // the port is not open yet
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("Keycloak did not start:\n" + Files.readString(log));
    }

    String issuer() {
        return "http://127.0.0.1:" + port + "/realms/zhengzhao";
    }

    /** Tokens as a client gets them. */
    record Tokens(String access, String id) {}

    /** Logs in as somebody does in a browser: authorization code with PKCE (RFC 7636), the form, the way back. */
    Tokens login(String client, String username) throws IOException, InterruptedException {
        String verifier = random();
        HttpClient browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpResponse<String> page = browser.send(
                HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/auth?"
                                + RunningProduct.form(Map.of(
                                        "client_id",
                                        client,
                                        "response_type",
                                        "code",
                                        "scope",
                                        "openid",
                                        "redirect_uri",
                                        BACK,
                                        "state",
                                        random(),
                                        "code_challenge",
                                        challenge(verifier),
                                        "code_challenge_method",
                                        "S256"))))
                        .build(),
                BodyHandlers.ofString());
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IllegalStateException("no login form: " + page.statusCode());
        }
        HttpResponse<String> back = browser.send(
                HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", cookies(page))
                        .POST(BodyPublishers.ofString(
                                RunningProduct.form(Map.of("username", username, "password", password))))
                        .build(),
                BodyHandlers.ofString());
        Matcher code = CODE.matcher(back.headers().firstValue("Location").orElse(""));
        if (!code.find()) {
            throw new IllegalStateException("nobody was logged in: " + back.statusCode());
        }
        JsonNode tokens = post(
                issuer() + "/protocol/openid-connect/token",
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", client,
                        "redirect_uri", BACK,
                        "code", URLDecoder.decode(code.group(1), StandardCharsets.UTF_8),
                        "code_verifier", verifier));
        return new Tokens(
                tokens.get("access_token").asText(), tokens.get("id_token").asText());
    }

    /** By hand: the cookies are for TLS only, and browsers make an exception for this machine that a cookie store does not make. */
    private static String cookies(HttpResponse<?> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .collect(Collectors.joining("; "));
    }

    /** From now on tokens are signed with a new key; the old one stays among those that are published. */
    void rotateKeys() throws IOException, InterruptedException {
        String admin = post(
                        "http://127.0.0.1:" + port + "/realms/master/protocol/openid-connect/token",
                        Map.of(
                                "grant_type", "password",
                                "client_id", "admin-cli",
                                "username", "test-admin",
                                "password", password))
                .get("access_token")
                .asText();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/admin/realms/zhengzhao/components"))
                        .header("Authorization", "Bearer " + admin)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("""
                            {"name": "next", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                             "config": {"priority": ["200"], "keySize": ["2048"], "enabled": ["true"], "active": ["true"]}}\
                            """))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("no new key: " + answer.statusCode());
        }
    }

    private JsonNode post(String address, Map<String, String> form) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(RunningProduct.form(form)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no token: " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String random() {
        byte[] octets = new byte[32];
        new SecureRandom().nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** Ends the script and the Java below it. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException interrupted) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
        all.forEach(handle -> handle.onExit().join());
    }
}

package org.zhengzhao.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The service started by {@code ./zhengzhao start} on a port and a data directory of its own. */
public final class RunningProduct implements AutoCloseable {
    /** Root of the checkout. */
    public static final Path ROOT =
            Path.of(System.getProperty("zhengzhao.root", "..")).toAbsolutePath().normalize();

    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final Process process;
    private final int port;
    private final Path data;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningProduct(Process process, int port, Path data, Path log) {
        this.process = process;
        this.port = port;
        this.data = data;
        this.log = log;
    }

    /** Starts the service and waits until it is ready. */
    public static RunningProduct start(Path data) {
        return start(data, freePort());
    }

    public static RunningProduct start(Path data, int port) {
        return start(data, port, Map.of());
    }

    /** The same with settings as environment variables. */
    public static RunningProduct start(Path data, int port, Map<String, String> settings) {
        try {
            Files.createDirectories(data);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        RunningProduct product = begin(new Place(List.of(), data.toString(), data), port, settings);
        boolean ready = false;
        try {
            product.awaitReady();
            ready = true;
        } finally {
            if (!ready) {
                product.kill();
            }
        }
        return product;
    }

    /**
     * Where a service runs.
     *
     * @param before what stands before its command
     * @param inside its data directory as it sees it
     * @param outside the same directory as we see it
     */
    public record Place(List<String> before, String inside, Path outside) {
        public Place {
            before = List.copyOf(before);
        }
    }

    /** The same without waiting until it is ready. */
    public static RunningProduct begin(Place place, int port, Map<String, String> settings) {
        try {
            Path log = Files.createTempFile("zhengzhao-start", ".log");
            List<String> command = new ArrayList<>(place.before());
            command.addAll(List.of("./zhengzhao", "start", "--port", String.valueOf(port), "--data", place.inside()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("ZHENGZHAO_NO_BUILD", "1");
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().putAll(settings);
            return new RunningProduct(builder.start(), port, place.outside(), log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until the service says that it is ready. */
    public void awaitReady() {
        Instant end = Instant.now().plus(START_LIMIT);
        while (Instant.now().isBefore(end)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the service did not start:\n" + log());
            }
            try {
                if (http.send(request("/q/health/ready").build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // the port is not open yet
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
            pause();
        }
        throw new IllegalStateException("the service was not ready in time:\n" + log());
    }

    public String base() {
        return "http://127.0.0.1:" + port;
    }

    public Path data() {
        return data;
    }

    public int port() {
        return port;
    }

    public Process process() {
        return process;
    }

    /** What the launcher and the service have printed so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept-Language", "en");
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public HttpResponse<byte[]> get(String token, String path, Map<String, String> query) {
        return send(request(path + "?" + form(query)).header("Authorization", "Bearer " + token));
    }

    HttpResponse<byte[]> post(String token, String path, String json) {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** A token of a sample client. */
    public String token(String clientId) {
        String credentials = clientId + ":" + secret(clientId);
        HttpResponse<byte[]> answer = send(request("/oauth/token")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        return text(answer).replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    /** The secret of a sample client. */
    public String secret(String clientId) {
        String name = clientId.toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET=";
        try {
            return Files.readAllLines(data.resolve("sample-credentials.env")).stream()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .orElseThrow()
                    .substring(name.length());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Stops the service as Ctrl-C does and waits for its end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException("the service did not stop within a minute:\n" + log());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The service and everything it started, gone at once, as in a power failure. */
    public void kill() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        all.forEach(handle -> handle.onExit().join());
    }

    public static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

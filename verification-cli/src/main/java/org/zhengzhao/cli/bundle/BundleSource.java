package org.zhengzhao.cli.bundle;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.bundle.BundleLimits;

/**
 * Asks one registry for its bundle: the only place of the command line that uses the network, and only for the address that was
 * given. Size and time are limited; a redirection is followed within the same host only.
 */
final class BundleSource {
    static final String MEDIA_TYPE = "application/vnd.zhengzhao.bundle";

    private static final String PATH = "/v1/offline-bundle";
    private static final Duration CONNECTING = Duration.ofSeconds(15);
    private static final int MOST_REDIRECTIONS = 3;
    private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);

    private final URI address;
    private final Duration most;

    private BundleSource(URI address, Duration most) {
        this.address = address;
        this.most = most;
    }

    /** Why nothing came. */
    enum Problem {
        ADDRESS,
        CONNECTION,
        TOO_SLOW,
        TOO_LARGE,
        ELSEWHERE,
        ANSWER
    }

    /** Nothing came that could be a bundle. */
    static final class NoBundleException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Problem problem;

        NoBundleException(Problem problem, String subject) {
            super(subject);
            this.problem = Objects.requireNonNull(problem);
        }

        Problem problem() {
            return problem;
        }

        String subject() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * @param text the address of a registry, or the whole address of its bundle
     * @param most how long it may take altogether
     */
    static BundleSource of(String text, Duration most) throws NoBundleException {
        try {
            URI given = new URI(text);
            String scheme = Optional.ofNullable(given.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            boolean plain = given.getHost() != null && given.getRawUserInfo() == null && given.getRawFragment() == null;
            if (!plain || !Set.of("http", "https").contains(scheme)) {
                throw new NoBundleException(Problem.ADDRESS, text);
            }
            String path = Optional.ofNullable(given.getRawPath()).orElse("");
            return new BundleSource(path.isEmpty() || path.equals("/") ? given.resolve(PATH) : given, most);
        } catch (URISyntaxException | IllegalArgumentException none) {
            throw new NoBundleException(Problem.ADDRESS, text);
        }
    }

    boolean isEncrypted() {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    /**
     * What the registry has.
     *
     * @param since the number of the bundle at hand, so that only what is new has to come
     * @return a bundle or a delta; empty where there is nothing newer
     */
    Optional<Bytes> get(OptionalLong since) throws NoBundleException, InterruptedException {
        URI current = since.isPresent() ? withSince(since.getAsLong()) : address;
        long deadline = System.nanoTime() + most.toNanos();
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECTING)
                .build()) {
            for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
                HttpResponse<byte[]> answer = send(client, current, deadline);
                if (answer.statusCode() == 200) {
                    return Optional.of(Bytes.of(answer.body()));
                }
                if (answer.statusCode() == 204 || answer.statusCode() == 304) {
                    return Optional.empty();
                }
                if (!REDIRECTIONS.contains(answer.statusCode())) {
                    throw new NoBundleException(Problem.ANSWER, "HTTP " + answer.statusCode());
                }
                current = next(current, answer);
            }
        }
        throw new NoBundleException(Problem.ANSWER, "redirections");
    }

    private static HttpResponse<byte[]> send(HttpClient client, URI uri, long deadline)
            throws NoBundleException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", MEDIA_TYPE).GET().build();
        try {
            // Limited as a whole: the time-out of a request ends with the head of the answer.
            return client.sendAsync(
                            request,
                            HttpResponse.BodyHandlers.limiting(
                                    HttpResponse.BodyHandlers.ofByteArray(), BundleLimits.MAX_OCTETS))
                    .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            client.shutdownNow();
            throw new NoBundleException(Problem.TOO_SLOW, uri.getHost());
        } catch (ExecutionException failed) {
            boolean large = failed.getCause() instanceof IOException io
                    && String.valueOf(io.getMessage()).contains("body exceeds capacity");
            throw new NoBundleException(large ? Problem.TOO_LARGE : Problem.CONNECTION, uri.getHost());
        }
    }

    private URI withSince(long since) {
        String query = address.getRawQuery();
        String more = (query == null ? "?" : "&") + "since=" + since;
        return URI.create(address + more);
    }

    /** Same host and port, and never from an encrypted connection to one that is not. */
    private static URI next(URI from, HttpResponse<byte[]> answer) throws NoBundleException {
        try {
            URI to = from.resolve(answer.headers().firstValue("Location").orElse(""));
            boolean samePlace = from.getHost()
                            .equalsIgnoreCase(Optional.ofNullable(to.getHost()).orElse(""))
                    && from.getPort() == to.getPort()
                    && from.getScheme().equalsIgnoreCase(to.getScheme())
                    && to.getRawUserInfo() == null;
            if (samePlace) {
                return to;
            }
            throw new NoBundleException(
                    Problem.ELSEWHERE, Optional.ofNullable(to.getHost()).orElse(""));
        } catch (IllegalArgumentException none) {
            throw new NoBundleException(Problem.ANSWER, "Location");
        }
    }
}

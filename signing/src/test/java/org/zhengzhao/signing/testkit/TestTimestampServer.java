package org.zhengzhao.signing.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A timestamp authority on the loopback interface (RFC 3161 §3.4). It publishes the revocation list of its root, and can be told
 * to misbehave, also by a POST to {@code /mood}. Once told to be down it drops every other connection.
 */
public final class TestTimestampServer implements AutoCloseable {
    private static final int MAX_REQUEST = 16 * 1024;
    private static final String REVOCATIONS = "/root.crl";
    /** Where those who are not in this virtual machine, or not in this class loader, say how it is to be. */
    private static final String MOOD = "/mood";

    private static final String REQUESTS = "/requests";
    private static final Duration SLOWNESS = Duration.ofSeconds(30);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TestTimestampAuthority authority;
    private final InstantSource clock;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Mood mood = Mood.WELL;

    /** How the authority is today. */
    public enum Mood {
        WELL,
        /** Takes half a minute for an answer. */
        SLOW,
        /** Drops connections. */
        DOWN,
        /** Answers 503. */
        OVERLOADED,
        /** Answers with a page of HTML. */
        GARBAGE,
        /** Answers with more than anybody should read. */
        ENDLESS,
        /** Answers that its system failed. */
        REFUSING,
        /** Answers with a token over something else. */
        WRONG_IMPRINT,
        /** Answers with a token of a stranger. */
        STRANGER
    }

    /**
     * Starts on a free port.
     *
     * @param clock whose time it is that tokens tell
     */
    public TestTimestampServer(InstantSource clock) {
        this(clock, 0);
    }

    public TestTimestampServer(InstantSource clock, int port) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        authority = new TestTimestampAuthority(
                clock.instant().minus(Duration.ofDays(1)),
                Duration.ofDays(3650),
                Set.of(),
                Optional.of(address() + REVOCATIONS));
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public TestTimestampAuthority authority() {
        return authority;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void become(Mood other) {
        mood = other;
    }

    /** How many timestamps were asked for. */
    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_REQUEST);
            if (exchange.getRequestURI().getPath().equals(MOOD)) {
                mood = Mood.valueOf(new String(body, StandardCharsets.US_ASCII));
                send(exchange, 200, "text/plain", body);
                return;
            }
            if (exchange.getRequestURI().getPath().equals(REQUESTS)) {
                send(
                        exchange,
                        200,
                        "text/plain",
                        Integer.toString(requests.get()).getBytes(StandardCharsets.US_ASCII));
                return;
            }
            if (mood == Mood.DOWN) {
                return;
            }
            if (exchange.getRequestURI().getPath().equals(REVOCATIONS)) {
                send(exchange, 200, "application/pkix-crl", revocations());
                return;
            }
            requests.incrementAndGet();
            stamp(exchange, Bytes.of(body));
        } catch (IllegalArgumentException badRequest) {
            send(exchange, 400, "text/plain", "not a timestamp request".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void stamp(HttpExchange exchange, Bytes request) throws IOException {
        switch (mood) {
            case WELL -> reply(exchange, authority.respond(request, clock.instant()));
            case SLOW -> {
                try {
                    Thread.sleep(SLOWNESS);
                } catch (InterruptedException closing) {
                    Thread.currentThread().interrupt();
                    return;
                }
                reply(exchange, authority.respond(request, clock.instant()));
            }
            case DOWN -> exchange.close();
            case OVERLOADED -> send(exchange, 503, "text/plain", "busy".getBytes(StandardCharsets.UTF_8));
            case GARBAGE -> send(exchange, 200, "text/html", "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8));
            case ENDLESS -> {
                exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
                exchange.sendResponseHeaders(200, 0);
                byte[] block = new byte[64 * 1024];
                for (int i = 0; i < 10_000; i++) {
                    exchange.getResponseBody().write(block);
                }
            }
            case REFUSING -> reply(exchange, authority.refuse(PKIFailureInfo.systemFailure, "out of order"));
            case WRONG_IMPRINT -> reply(exchange, authority.respond(flip(request), clock.instant()));
            case STRANGER ->
                reply(
                        exchange,
                        new TestTimestampAuthority(clock.instant().minus(Duration.ofDays(1)))
                                .respond(request, clock.instant()));
        }
    }

    /** The same request for another imprint. */
    private static Bytes flip(Bytes request) {
        byte[] octets = request.toArray();
        octets[40] ^= 1;
        return Bytes.of(octets);
    }

    private byte[] revocations() {
        Instant now = clock.instant();
        try {
            return authority
                    .revocations(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(30)))
                    .getEncoded();
        } catch (CRLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void reply(HttpExchange exchange, Bytes response) throws IOException {
        send(exchange, 200, "application/timestamp-reply", response.toArray());
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}

package org.zhengzhao.registry.timestamp;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * Asks somebody over HTTP who may be slow, endless or hostile: no answer takes longer than the time-out, headers and body together,
 * none is read further than its limit, and nobody is sent elsewhere.
 */
@Singleton
class BoundedHttp {
    private static final int OK = 200;

    private final HttpClient client;
    private final Duration timeout;

    BoundedHttp(TimestampConfig config) {
        this.timeout = config.timeout();
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Whether this is an address that may be asked. */
    static boolean isAskable(URI address) {
        return address.getHost() != null
                && ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()));
    }

    Bytes post(URI address, String mediaType, Bytes body, int mostOctets) throws IOException {
        return exchange(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", mediaType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray())),
                mostOctets);
    }

    Bytes get(URI address, int mostOctets) throws IOException {
        return exchange(HttpRequest.newBuilder(address).GET(), mostOctets);
    }

    private Bytes exchange(HttpRequest.Builder request, int mostOctets) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(
                request.timeout(timeout).build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), mostOctets));
        try {
            // The request's own time-out ends with the headers; a body may trickle for ever.
            HttpResponse<byte[]> answer = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != OK) {
                throw new IOException("HTTP status " + answer.statusCode());
            }
            return Bytes.of(answer.body());
        } catch (TimeoutException slow) {
            throw new IOException("no answer within " + timeout.toSeconds() + " s", slow);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopping");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            String name = cause == null ? "failure" : cause.getClass().getSimpleName();
            // What the exception says may quote what came over the line.
            throw new IOException("no answer that can be used: " + name, failed);
        } finally {
            exchange.cancel(true);
        }
    }
}

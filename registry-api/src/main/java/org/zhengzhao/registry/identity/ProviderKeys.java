package org.zhengzhao.registry.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of the provider (RFC 7517), kept for a while. A key that is not among them makes us ask again, but not more often than
 * the settings say, whoever sends what tokens; those that wait meanwhile wait for the same answer and hold no thread.
 */
@Singleton
class ProviderKeys {
    private static final Logger LOG = Logger.getLogger(ProviderKeys.class);
    private static final int OK = 200;
    private static final int MAX_OCTETS = 256 * 1024;
    private static final int MAX_KEYS = 64;
    private static final int LEAST_RSA_BITS = 2048;
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final PeopleConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final HttpClient http;
    private Kept kept = new Kept(List.of(), Instant.MIN);
    private Instant askedAt = Instant.MIN;
    private @Nullable CompletableFuture<Kept> asking;

    /** What the provider last gave. */
    record Kept(List<PublicJsonWebKey> keys, Instant at) {
        Kept {
            keys = List.copyOf(keys);
        }

        boolean has(String keyId) {
            return keys.stream().anyMatch(key -> keyId.equals(key.getKeyId()));
        }
    }

    ProviderKeys(PeopleConfig config, ObjectMapper json, Clock clock) {
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * The keys among which that one is, if the provider has it. Empty where the provider has given none, or none lately.
     */
    Uni<Optional<List<PublicJsonWebKey>>> find(OpenIdProvider provider, String keyId) {
        Instant now = clock.instant();
        CompletableFuture<Kept> answer;
        synchronized (this) {
            boolean stale = kept.at().isBefore(now.minus(config.keysRefresh()));
            boolean usable = usable(kept, now);
            if ((!stale || !mayAsk(now)) && kept.has(keyId) && usable) {
                return found(kept);
            }
            if (asking == null && !mayAsk(now)) {
                return usable ? found(kept) : Uni.createFrom().item(Optional.empty());
            }
            answer = asking == null ? ask(provider, now) : asking;
            if (usable && kept.has(keyId)) {
                // They are renewed while the old ones still count.
                return found(kept);
            }
        }
        return Uni.createFrom()
                .completionStage(answer)
                .map(given -> usable(given, clock.instant()) ? Optional.of(given.keys()) : Optional.empty());
    }

    private static Uni<Optional<List<PublicJsonWebKey>>> found(Kept kept) {
        return Uni.createFrom().item(Optional.of(kept.keys()));
    }

    private boolean usable(Kept given, Instant now) {
        return !given.at().isBefore(now.minus(config.keysKeep()));
    }

    private boolean mayAsk(Instant now) {
        return askedAt.isBefore(now.minus(config.keysRetry()));
    }

    /** Asks, with the lock held; the answer is what is kept then, new or not. */
    private CompletableFuture<Kept> ask(OpenIdProvider provider, Instant now) {
        askedAt = now;
        CompletableFuture<Kept> answer = address(provider)
                .thenCompose(this::get)
                .thenApply(ProviderKeys::read)
                .handle(this::keep);
        asking = answer;
        if (answer.isDone()) {
            asking = null;
        }
        return answer;
    }

    private Kept keep(@Nullable List<PublicJsonWebKey> keys, @Nullable Throwable failed) {
        synchronized (this) {
            if (keys != null) {
                kept = new Kept(keys, clock.instant());
            } else {
                // The message may quote what came over the line.
                LOG.warnf("no keys from the OpenID provider: %s", reason(failed));
            }
            asking = null;
            return kept;
        }
    }

    private static String reason(@Nullable Throwable failed) {
        Throwable cause = failed instanceof CompletionException wrapped ? wrapped.getCause() : failed;
        return cause instanceof UnusableAnswerException unusable
                ? String.valueOf(unusable.getMessage())
                : cause == null ? "no answer" : cause.getClass().getSimpleName();
    }

    private CompletableFuture<URI> address(OpenIdProvider provider) {
        return provider.keysAddress()
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> get(URI.create(provider.issuer().replaceFirst("/$", "") + DISCOVERY))
                        .thenApply(text -> keysAddress(provider, text)));
    }

    /** OpenID Connect Discovery 1.0 §4.3: a document of another issuer is not believed. */
    private URI keysAddress(OpenIdProvider provider, String text) {
        try {
            JsonNode document = json.readTree(text);
            if (!provider.issuer().equals(document.path("issuer").asText())) {
                throw new UnusableAnswerException("the discovery document is of another issuer");
            }
            String address = document.path("jwks_uri").asText();
            if (!PeopleProvider.isSafe(address)) {
                throw new UnusableAnswerException("jwks_uri is not https");
            }
            return URI.create(address);
        } catch (JsonProcessingException malformed) {
            throw new UnusableAnswerException("the discovery document is not JSON");
        }
    }

    private static List<PublicJsonWebKey> read(String text) {
        try {
            List<JsonWebKey> keys = new JsonWebKeySet(text).getJsonWebKeys();
            if (keys.size() > MAX_KEYS) {
                throw new UnusableAnswerException("more than " + MAX_KEYS + " keys");
            }
            return keys.stream()
                    .filter(PublicJsonWebKey.class::isInstance)
                    .map(PublicJsonWebKey.class::cast)
                    .filter(key -> key.getKeyId() != null)
                    .filter(key -> key.getUse() == null || Use.SIGNATURE.equals(key.getUse()))
                    .filter(ProviderKeys::isStrong)
                    .toList();
        } catch (JoseException malformed) {
            throw new UnusableAnswerException("the key set cannot be read");
        }
    }

    private static boolean isStrong(PublicJsonWebKey key) {
        return !(key.getPublicKey() instanceof RSAPublicKey rsa)
                || rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
    }

    /** No answer takes longer than the time-out, headers and body together, and none is read further than its limit. */
    private CompletableFuture<String> get(URI address) {
        Duration timeout = config.timeout();
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(
                HttpRequest.newBuilder(address)
                        .header("Accept", "application/json")
                        .timeout(timeout)
                        .build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_OCTETS));
        return exchange.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failed) -> exchange.cancel(true))
                .thenApply(answer -> {
                    if (answer.statusCode() != OK) {
                        throw new UnusableAnswerException("HTTP status " + answer.statusCode());
                    }
                    return new String(answer.body(), StandardCharsets.UTF_8);
                });
    }

    /** The provider answered with something else than what was asked for. */
    private static final class UnusableAnswerException extends CompletionException {
        private static final long serialVersionUID = 1L;

        UnusableAnswerException(String message) {
            super(message, new IOException(message));
        }
    }
}

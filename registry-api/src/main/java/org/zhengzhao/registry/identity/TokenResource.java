package org.zhengzhao.registry.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** OAuth 2 token endpoint, client credentials only (RFC 6749 §4.4). Its errors are those of the RFC, not problem documents. */
@Path("/oauth/token")
@Tag(name = "Access")
public class TokenResource {
    private static final String BASIC = "Basic ";
    private static final int MAX_HEADER = 512;
    private static final int MAX_ID = 64;
    private static final int TOO_MANY_REQUESTS = 429;

    private final ClientAuthentication authentication;
    private final AccessTokens tokens;
    private final RefusedCalls refusedCalls;

    TokenResource(ClientAuthentication authentication, AccessTokens tokens, RefusedCalls refusedCalls) {
        this.authentication = authentication;
        this.tokens = tokens;
        this.refusedCalls = refusedCalls;
    }

    /** RFC 6749 §5.1. */
    public record TokenResponse(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {
        @Override
        public String toString() {
            return "TokenResponse[hidden]";
        }
    }

    /** RFC 6749 §5.2. */
    public record TokenError(
            String error, @JsonProperty("error_description") String errorDescription) {}

    /** What the request brings: nothing or too much is told apart from what is wrong. */
    private sealed interface Presented {
        record One(PresentedProof proof) implements Presented {}

        record None() implements Presented {}

        record Several() implements Presented {}
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getToken",
            summary = "Get an access token with client credentials",
            description =
                    "By a secret, by an assertion signed with a registered key (private_key_jwt), or by a registered"
                            + " certificate in the TLS handshake (self_signed_tls_client_auth); then the token is bound to"
                            + " the certificate.")
    public Response token(
            @RestForm("grant_type") @Nullable String grantType,
            @RestForm("client_id") @Nullable String clientId,
            @RestForm("client_secret") @Nullable String clientSecret,
            @RestForm("client_assertion_type") @Nullable String assertionType,
            @RestForm("client_assertion") @Nullable String assertion,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServerRequest request) {
        if (!"client_credentials".equals(grantType)) {
            return error(400, "unsupported_grant_type", "grant_type is client_credentials");
        }
        Presented presented = presented(clientId, clientSecret, assertionType, assertion, authorization, request);
        return switch (presented) {
            case Presented.None none -> refused("", "unknown client, or not its credentials");
            case Presented.Several several ->
                error(400, "invalid_request", "one way of authentication at a time (RFC 6749 section 2.3)");
            case Presented.One one ->
                answer(one.proof().clientId(), authentication.authenticate(one.proof(), address(request)));
        };
    }

    private Response answer(String clientId, ClientAuthentication.Outcome outcome) {
        return switch (outcome) {
            case ClientAuthentication.Outcome.Known known ->
                noStore(Response.ok(new TokenResponse(
                        tokens.issue(known.client(), known.thumbprint()),
                        "Bearer",
                        AccessTokens.LIFETIME.toSeconds())));
            case ClientAuthentication.Outcome.Refused refused -> refused(clientId, refused.reason());
            case ClientAuthentication.Outcome.TooMany many ->
                noStore(Response.status(TOO_MANY_REQUESTS)
                        .header(HttpHeaders.RETRY_AFTER, many.pause().toSeconds())
                        .entity(new TokenError("slow_down", "too many requests; wait for the seconds in Retry-After")));
        };
    }

    private static Presented presented(
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String assertionType,
            @Nullable String assertion,
            @Nullable String authorization,
            HttpServerRequest request) {
        boolean basic = authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
        boolean asserted = assertion != null || assertionType != null;
        if (Stream.of(basic, clientSecret != null, asserted)
                        .filter(given -> given)
                        .count()
                > 1) {
            return new Presented.Several();
        }
        if (clientId != null && (clientId.isEmpty() || clientId.length() > MAX_ID)) {
            return new Presented.None();
        }
        Optional<PresentedProof> proof;
        if (basic) {
            proof = basic(Objects.requireNonNull(authorization)
                    .substring(BASIC.length())
                    .strip());
        } else if (asserted) {
            proof = assertion(clientId, assertionType, assertion);
        } else if (clientId == null) {
            proof = Optional.empty();
        } else if (clientSecret != null) {
            proof = Optional.of(new PresentedProof.Secret(clientId, new ClientSecret(clientSecret)));
        } else {
            proof = PeerCertificate.find(request)
                    .map(certificate -> new PresentedProof.Certificate(clientId, certificate));
        }
        return proof.<Presented>map(Presented.One::new).orElseGet(Presented.None::new);
    }

    /** Whose it is stands in the assertion; {@code client_id} may say it too, but nothing else (RFC 7521 §4.2). */
    private static Optional<PresentedProof> assertion(
            @Nullable String clientId, @Nullable String assertionType, @Nullable String assertion) {
        if (assertion == null || !AssertionCheck.TYPE.equals(assertionType)) {
            return Optional.empty();
        }
        return AssertionCheck.subject(assertion)
                .filter(subject -> subject.length() <= MAX_ID)
                .filter(subject -> clientId == null || clientId.equals(subject))
                .map(subject -> new PresentedProof.Assertion(subject, assertion));
    }

    private static Optional<PresentedProof> basic(String encoded) {
        if (encoded.length() > MAX_HEADER) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 1 || colon > MAX_ID
                    ? Optional.empty()
                    : Optional.of(new PresentedProof.Secret(
                            text.substring(0, colon), new ClientSecret(text.substring(colon + 1))));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Where the request comes from; of IPv6 the network, since one machine has as many addresses there as it likes. */
    private static String address(HttpServerRequest request) {
        String host = request.remoteAddress().hostAddress();
        if (host == null) {
            return "-";
        }
        String[] groups = host.split(":", -1);
        return groups.length > 4 ? String.join(":", List.of(groups).subList(0, 4)) : host;
    }

    private Response refused(String clientId, String reason) {
        refusedCalls.tell(RefusedCalls.Kind.CREDENTIALS, clientId, "invalid_client");
        return error(401, "invalid_client", reason);
    }

    private static Response error(int status, String code, String description) {
        Response.ResponseBuilder builder = Response.status(status).entity(new TokenError(code, description));
        if (status == 401) {
            builder.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"zhengzhao\"");
        }
        return noStore(builder);
    }

    private static Response noStore(Response.ResponseBuilder builder) {
        return builder.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}

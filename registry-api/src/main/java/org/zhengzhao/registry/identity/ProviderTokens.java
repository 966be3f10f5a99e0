package org.zhengzhao.registry.identity;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.PlainText;

/**
 * Access tokens of the OpenID provider, checked without asking it: RFC 9068 §4 where the provider follows it, and the form in which Keycloak
 * makes them by default. What a token may not be: without signature or with one that we could make ourselves, for another
 * audience or for none, from a client that nobody has named, an ID token.
 */
@Singleton
class ProviderTokens {
    private static final int MAX_LENGTH = 8192;
    private static final int MAX_REMEMBERED = 10_000;
    private static final int MAX_ROLES = 200;
    private static final int MAX_SUBJECT = 255;
    private static final int MAX_ACCOUNT = 64;
    /** 192 bits of a hash; with what stands before them they fit wherever a client id or a staff number stands. */
    private static final int SUBJECT_OCTETS = 24;
    /** How long a key that the provider has taken back, or what it has changed, goes on to count with us. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.EDDSA);
    /** RFC 9068 §2.1. */
    private static final Set<String> ACCESS_TOKEN = Set.of("at+jwt", "application/at+jwt");

    private final PeopleConfig config;
    private final Optional<OpenIdProvider> provider;
    private final ProviderKeys keys;
    private final Organisations organisations;
    private final BlockingSecurityExecutor executor;
    private final ObjectMapper json;
    private final Clock clock;
    /** Tokens that were checked, with who they are of. Expiry is checked each time. */
    private final Cache<String, Checked> checked = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    private record Checked(LoggedIn person, Instant ends) {}

    /** What can be told of a token before it is checked. */
    private record Unchecked(String issuer, @Nullable String keyId) {}

    ProviderTokens(
            PeopleConfig config,
            PeopleProvider provider,
            ProviderKeys keys,
            Organisations organisations,
            BlockingSecurityExecutor executor,
            ObjectMapper json,
            Clock clock) {
        this.config = config;
        this.provider = provider.provider();
        this.keys = keys;
        this.organisations = organisations;
        this.executor = executor;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Who sends this token; empty where it does not say that it is of the provider.
     *
     * @return fails with a {@link RegistryException}
     */
    Optional<Uni<LoggedIn>> find(String token) {
        if (provider.isEmpty() || token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Checked known = checked.getIfPresent(token);
        if (known != null) {
            return Optional.of(
                    clock.instant().isBefore(known.ends())
                            ? Uni.createFrom().item(known.person())
                            : Uni.createFrom().failure(expired()));
        }
        return unchecked(token)
                .filter(claimed -> claimed.issuer().equals(provider.get().issuer()))
                .map(claimed -> check(provider.get(), token, claimed.keyId()));
    }

    private static Optional<Unchecked> unchecked(String token) {
        try {
            JwtContext context = new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .build()
                    .process(token);
            String issuer = context.getJwtClaims().getIssuer();
            return issuer == null
                    ? Optional.empty()
                    : Optional.of(new Unchecked(
                            issuer, context.getJoseObjects().getFirst().getKeyIdHeaderValue()));
        } catch (InvalidJwtException | MalformedClaimException none) {
            return Optional.empty();
        }
    }

    private Uni<LoggedIn> check(OpenIdProvider from, String token, @Nullable String keyId) {
        if (keyId == null) {
            return Uni.createFrom().failure(invalid());
        }
        return back(keys.find(from, keyId))
                .map(found -> found.orElseThrow(ProviderTokens::unavailable))
                .flatMap(found -> executor.executeBlocking(() -> {
                    Checked now = checkNow(from, token, found);
                    checked.put(token, now);
                    return now.person();
                }));
    }

    /** The keys come on a thread of the HTTP client; the request goes on where it was. */
    private static <T> Uni<T> back(Uni<T> found) {
        Context context = Vertx.currentContext();
        return context == null ? found : found.emitOn(work -> context.runOnContext(none -> work.run()));
    }

    private Checked checkNow(OpenIdProvider from, String token, List<PublicJsonWebKey> found) {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(List.<JsonWebKey>copyOf(found)))
                .setExpectedIssuer(from.issuer())
                .setExpectedAudience(true, from.audience())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setIssuedAtRestrictions(0, Math.toIntExact(config.tokenAge().toSeconds()))
                .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                .setAllowedClockSkewInSeconds(Math.toIntExact(config.leeway().toSeconds()))
                .build();
        try {
            JwtContext context = consumer.process(token);
            JwtClaims claims = context.getJwtClaims();
            requireAccessToken(context.getJoseObjects().getFirst(), claims);
            requireParty(from, claims);
            return new Checked(person(from, claims), ends(claims));
        } catch (InvalidJwtException refused) {
            throw refused.hasExpired() ? expired() : invalid();
        } catch (MalformedClaimException refused) {
            throw invalid();
        }
    }

    /** An ID token tells a client who has logged in; it is no permission to call us with. */
    private static void requireAccessToken(JsonWebStructure header, JwtClaims claims) throws MalformedClaimException {
        String type = header.getHeader("typ");
        boolean byHeader = type != null && ACCESS_TOKEN.contains(type);
        boolean asKeycloakDoes =
                (type == null || type.equals("JWT")) && "Bearer".equals(claims.getStringClaimValue("typ"));
        if (!byHeader && !asKeycloakDoes) {
            throw invalid();
        }
    }

    private static void requireParty(OpenIdProvider from, JwtClaims claims) throws MalformedClaimException {
        String party = claims.getStringClaimValue(claims.hasClaim("azp") ? "azp" : "client_id");
        if (party == null || !from.authorizedParties().contains(party)) {
            throw invalid();
        }
    }

    private Instant ends(JwtClaims claims) throws MalformedClaimException {
        Instant says = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
        Instant most = Instant.ofEpochSecond(claims.getIssuedAt().getValue()).plus(config.tokenAge());
        return (says.isBefore(most) ? says : most).plus(config.leeway());
    }

    private LoggedIn person(OpenIdProvider from, JwtClaims claims) throws MalformedClaimException {
        String given = claims.getSubject();
        if (given.length() > MAX_SUBJECT) {
            throw invalid();
        }
        String subject = subject(from.issuer(), given);
        JsonNode all = json.valueToTree(claims.getClaimsMap());
        String clientId = "oidc:" + subject;
        return new LoggedIn(
                clientId,
                caller(clientId, new Person("oidc." + subject), all),
                holder(all).map(code -> new HolderCaller(clientId, code)));
    }

    /** The subject is unique within its issuer and never given again (OpenID Connect Core §2). */
    static String subject(String issuer, String subject) {
        Bytes digest = Sha256.of((issuer + "\n" + subject).getBytes(StandardCharsets.UTF_8));
        return digest.slice(0, SUBJECT_OCTETS).toHex();
    }

    private Optional<Caller> caller(String clientId, Person person, JsonNode claims) {
        Optional<String> organisation = text(claims, config.organisationClaim());
        if (organisation.isEmpty()) {
            return Optional.empty();
        }
        String account = text(claims, config.officerClaim()).orElseThrow(ProviderTokens::invalid);
        if (account.length() > MAX_ACCOUNT || !PlainText.isLine(account) || !account.equals(account.strip())) {
            throw invalid();
        }
        Uscc authority;
        try {
            authority = Uscc.parse(organisation.get());
        } catch (MalformedCodeException malformed) {
            throw unknownOrganisation();
        }
        if (!organisations.isRegistered(authority)) {
            throw unknownOrganisation();
        }
        return Optional.of(new Caller(
                clientId,
                authority,
                roles(claims),
                assignment(claims),
                Optional.of(new LoggedInPerson(person, account))));
    }

    /** Limits that cannot be read are never taken for none. */
    private Assignment assignment(JsonNode claims) {
        JsonNode types = at(claims, config.typesClaim());
        if (types.size() > Assignment.MAX_TYPES || !types.isMissingNode() && !types.isArray()) {
            throw invalid();
        }
        try {
            return AssignmentText.parse(
                    text(claims, config.regionClaim()),
                    types.valueStream().map(JsonNode::asText).toList());
        } catch (MalformedCodeException malformed) {
            throw invalid();
        }
    }

    private Set<Role> roles(JsonNode claims) {
        JsonNode given = at(claims, config.rolesClaim());
        if (given.size() > MAX_ROLES) {
            throw invalid();
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (JsonNode name : given) {
            Role.find(name.asText()).filter(ProviderTokens::isForPeople).ifPresent(roles::add);
        }
        return roles;
    }

    /** Who speaks for holders whom it has identified, or in the name of officers, is a system and never a person. */
    private static boolean isForPeople(Role role) {
        return switch (role) {
            case TYPE_STEWARD,
                    ISSUER,
                    REVIEWER,
                    APPROVER,
                    CORRECTOR,
                    DEPARTMENT_OFFICER,
                    SUPERVISOR,
                    SEALING_OFFICER,
                    AUDITOR,
                    OPERATOR -> true;
            case DEPARTMENT, PORTAL -> false;
        };
    }

    private Optional<HolderCode> holder(JsonNode claims) {
        Optional<String> type = text(claims, config.holderCodeTypeClaim());
        Optional<String> code = text(claims, config.holderCodeClaim());
        if (type.isEmpty() && code.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(HolderCode.parse(
                    HolderCodeType.parse(type.orElseThrow(ProviderTokens::invalid)),
                    code.orElseThrow(ProviderTokens::invalid)));
        } catch (MalformedCodeException malformed) {
            throw invalid();
        }
    }

    private static Optional<String> text(JsonNode claims, String claim) {
        JsonNode given = at(claims, claim);
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        if (!given.isTextual()) {
            throw invalid();
        }
        return Optional.of(given.textValue());
    }

    private static JsonNode at(JsonNode claims, String claim) {
        return claim.startsWith("/") ? claims.at(JsonPointer.compile(claim)) : claims.path(claim);
    }

    private static RegistryException invalid() {
        return new RegistryException(
                ProblemType.TOKEN_INVALID,
                new Bilingual(
                        "令牌不能用于本系统。请重新登录；仍然如此请联系系统管理员。",
                        "The token is none for this registry. Log in again; if that does not help, ask the operator."));
    }

    private static RegistryException expired() {
        return new RegistryException(ProblemType.TOKEN_EXPIRED, new Bilingual("请重新登录。", "Log in again."));
    }

    private static RegistryException unknownOrganisation() {
        return new RegistryException(
                ProblemType.ORGANISATION_NOT_REGISTERED,
                new Bilingual(
                        "登录信息中的单位没有在本系统登记。请联系系统管理员。",
                        "The organisation in your login is not registered here. Ask the operator."));
    }

    private static RegistryException unavailable() {
        return new RegistryException(
                ProblemType.LOGIN_UNAVAILABLE,
                new Bilingual("请稍后再试；系统账号不受影响。", "Try again shortly. Accounts of systems are not affected."));
    }
}

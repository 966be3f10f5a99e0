package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.zhengzhao.registry.testing.ProviderTestResource;

/** Tokens of people as the provider of the test makes them, and as nobody should. */
final class PersonToken {
    private final JwtClaims claims = new JwtClaims();
    private String type = "JWT";

    private PersonToken(String subject) {
        Instant now = Instant.now();
        claims.setIssuer(ProviderTestResource.issuer());
        claims.setAudience(ProviderTestResource.AUDIENCE);
        claims.setSubject(subject);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plusSeconds(300).getEpochSecond()));
        claims.setStringClaim("typ", "Bearer");
        claims.setStringClaim("azp", ProviderTestResource.PARTY);
    }

    static PersonToken officer(String subject, String organisation, String account, String... roles) {
        return new PersonToken(subject)
                .with(token -> token.setStringClaim("organisation", organisation))
                .with(token -> token.setStringClaim("preferred_username", account))
                .with(token -> token.setStringListClaim("roles", List.of(roles)));
    }

    static PersonToken holder(String subject, String codeType, String code) {
        return new PersonToken(subject)
                .with(token -> token.setStringClaim("holder_code_type", codeType))
                .with(token -> token.setStringClaim("holder_code", code));
    }

    PersonToken with(Consumer<JwtClaims> change) {
        change.accept(claims);
        return this;
    }

    PersonToken typed(String header) {
        type = header;
        return this;
    }

    String signed() {
        return signed("rsa", "RS256");
    }

    String signed(String keyId, String algorithm) {
        PublicJsonWebKey key = ProviderTestResource.key(keyId);
        return signed(signature -> {
            signature.setKeyIdHeaderValue(keyId);
            signature.setAlgorithmHeaderValue(algorithm);
            signature.setKey(key.getPrivateKey());
        });
    }

    String signed(Consumer<JsonWebSignature> how) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setHeader("typ", type);
        // What no provider does is what the tests are for.
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setDoKeyValidation(false);
        how.accept(signature);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    RequestSpecification self() {
        return bearing(signed());
    }

    /** A request with nothing but the token. */
    RequestSpecification bearer() {
        return given().header("Authorization", "Bearer " + signed());
    }

    static RequestSpecification bearing(String token) {
        return given().header("Authorization", "Bearer " + token)
                .header("Accept-Language", "en")
                .contentType(ContentType.JSON);
    }
}

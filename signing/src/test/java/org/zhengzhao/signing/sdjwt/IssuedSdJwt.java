package org.zhengzhao.signing.sdjwt;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.envelope.KnownKeys;
import org.zhengzhao.signing.envelope.VerificationKey;
import org.zhengzhao.signing.jose.Base64Url;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;

/** Makes SD-JWTs for tests, broken ones too: an issuer and a holder with keys of their own. */
final class IssuedSdJwt {
    static final long ISSUED = 1_790_000_000L;
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey ISSUER = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final SigningKey HOLDER = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);

    private IssuedSdJwt() {}

    static KnownKeys issuers() {
        return new KnownKeys(
                List.of(VerificationKey.of(ISSUER.publicKey())), KnownKeys.Matching.EXACT, TestPki.PROVIDER);
    }

    static String disclosure(String json) {
        return Base64Url.encode(Bytes.utf8(json));
    }

    static String digest(String disclosure) {
        return DisclosureHash.SHA_256.digest(disclosure);
    }

    /** What the issuer signs. */
    static String signed(String payload) {
        return jws(ISSUER, "{\"alg\":\"ES256\",\"typ\":\"example+sd-jwt\"}", payload);
    }

    static String token(String payload, String... disclosures) {
        List<String> parts = new ArrayList<>(List.of(signed(payload)));
        parts.addAll(List.of(disclosures));
        return String.join("~", parts) + "~";
    }

    /** The member of a payload that names the holder's key. */
    static String confirmation() {
        return "\"cnf\":{\"jwk\":" + jwk(HOLDER.publicKey()) + "}";
    }

    static String bound(String token, String claims) {
        return bound(token, "kb+jwt", claims);
    }

    static String bound(String token, String type, String claims) {
        return token
                + jws(
                        HOLDER,
                        "{\"alg\":\"ES256\",\"typ\":\"" + type + "\"}",
                        claims.replace("HASH", DisclosureHash.SHA_256.digest(token)));
    }

    static String boundByIssuer(String token, String claims) {
        return token
                + jws(
                        ISSUER,
                        "{\"alg\":\"ES256\",\"typ\":\"kb+jwt\"}",
                        claims.replace("HASH", DisclosureHash.SHA_256.digest(token)));
    }

    private static String jws(SigningKey key, String header, String payload) {
        String input = Base64Url.encode(Bytes.utf8(header)) + "." + Base64Url.encode(Bytes.utf8(payload));
        return input + "." + Base64Url.encode(key.sign(SignatureForm.RAW, Bytes.utf8(input)));
    }

    private static String jwk(PublicKey key) {
        if (key instanceof ECPublicKey point) {
            return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\""
                    + coordinate(point.getW().getAffineX()) + "\",\"y\":\""
                    + coordinate(point.getW().getAffineY()) + "\"}";
        }
        throw new AssertionError("the sample suite is on a curve");
    }

    private static String coordinate(BigInteger number) {
        return Base64Url.encode(Bytes.hex("0".repeat(64 - number.toString(16).length()) + number.toString(16)));
    }
}

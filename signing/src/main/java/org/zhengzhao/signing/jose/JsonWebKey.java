package org.zhengzhao.signing.jose;

import java.math.BigInteger;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.jose.RejectedJoseException.Reason;
import org.zhengzhao.signing.key.Curve;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.key.SuiteKeys;

/** A public key for signatures as JSON (RFC 7517, RFC 7518 §6, RFC 8037). Symmetric and private keys are refused. */
public record JsonWebKey(Suite suite, PublicKey key, Optional<String> keyIdentifier) {
    /** Members of private and symmetric keys: nobody should hand them around. */
    private static final Set<String> SECRET = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    public JsonWebKey {
        Objects.requireNonNull(suite);
        Objects.requireNonNull(key);
        Objects.requireNonNull(keyIdentifier);
    }

    public static JsonWebKey parse(JsonValue.Members json, SuiteKeys keys) throws RejectedJoseException {
        if (SECRET.stream().anyMatch(name -> json.find(name).isPresent()) || !forSignatures(json)) {
            throw new RejectedJoseException(Reason.KEY);
        }
        Suite suite = suite(json);
        if (json.find("alg").isPresent() && !json.findText("alg").equals(suite.joseAlgorithm())) {
            throw new RejectedJoseException(Reason.ALGORITHM);
        }
        PublicKey key = switch (suite) {
            case ES256 -> require(keys.findPoint(Curve.P256, octets(json, "x"), octets(json, "y")));
            case ES384 -> require(keys.findPoint(Curve.P384, octets(json, "x"), octets(json, "y")));
            case EDDSA -> require(keys.findEdwards(octets(json, "x")));
            case PS256 -> require(keys.findRsa(number(json, "n"), number(json, "e")));
            case SM2 -> throw new RejectedJoseException(Reason.KEY);
        };
        return new JsonWebKey(suite, key, json.findText("kid"));
    }

    private static Suite suite(JsonValue.Members json) throws RejectedJoseException {
        String type = json.findText("kty").orElse("");
        String curve = json.findText("crv").orElse("");
        if (type.equals("EC") && curve.equals("P-256")) {
            return Suite.ES256;
        }
        if (type.equals("EC") && curve.equals("P-384")) {
            return Suite.ES384;
        }
        if (type.equals("OKP") && curve.equals("Ed25519")) {
            return Suite.EDDSA;
        }
        if (type.equals("RSA")) {
            return Suite.PS256;
        }
        throw new RejectedJoseException(Reason.KEY);
    }

    /** RFC 7517 §4.2 and §4.3: where the key says what it is for, that is signatures. */
    private static boolean forSignatures(JsonValue.Members json) {
        boolean use = json.find("use").isEmpty() || json.findText("use").equals(Optional.of("sig"));
        boolean operations = json.find("key_ops")
                .map(value -> value instanceof JsonValue.Items items
                        && items.values().equals(List.of(new JsonValue.Text("verify"))))
                .orElse(true);
        return use && operations;
    }

    private static PublicKey require(Optional<PublicKey> key) throws RejectedJoseException {
        return key.orElseThrow(() -> new RejectedJoseException(Reason.KEY));
    }

    private static Bytes octets(JsonValue.Members json, String name) throws RejectedJoseException {
        return Base64Url.decode(json.findText(name).orElseThrow(() -> new RejectedJoseException(Reason.KEY)));
    }

    /** RFC 7518 §2: as few octets as it takes. */
    private static BigInteger number(JsonValue.Members json, String name) throws RejectedJoseException {
        Bytes octets = octets(json, name);
        if (octets.length() == 0 || octets.at(0) == 0) {
            throw new RejectedJoseException(Reason.KEY);
        }
        return new BigInteger(1, octets.toArray());
    }
}

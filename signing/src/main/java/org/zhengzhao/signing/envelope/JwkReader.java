package org.zhengzhao.signing.envelope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException.Reason;
import org.zhengzhao.signing.jose.Base64Url;
import org.zhengzhao.signing.jose.RejectedJoseException;

/**
 * JSON Web Keys (RFC 7517, RFC 7518 §6, RFC 8037 §2). Members may also be named {@code x_hex} and so on and hold hexadecimal
 * digits, and the type {@code EC2}, as the examples of the COSE working group have them.
 */
final class JwkReader {
    private final KeyTypes types;

    JwkReader(KeyTypes types) {
        this.types = types;
    }

    List<VerificationKey> read(Bytes json) throws MalformedEnvelopeException {
        JsonValue.Members members;
        try {
            members = StrictJson.readObject(json.toArray(), KeyReader.MAX_OCTETS);
        } catch (MalformedJsonException malformed) {
            throw new MalformedEnvelopeException(Reason.JSON, "key");
        }
        Optional<JsonValue> set = members.find("keys");
        if (set.isEmpty()) {
            return List.of(key(members));
        }
        List<VerificationKey> keys = new ArrayList<>();
        if (set.get() instanceof JsonValue.Items items) {
            for (JsonValue item : items.values()) {
                keys.add(item instanceof JsonValue.Members key ? key(key) : refuse("keys"));
            }
        }
        return keys;
    }

    private VerificationKey key(JsonValue.Members key) throws MalformedEnvelopeException {
        requireForVerification(key);
        Optional<Bytes> keyIdentifier = key.findText("kid").map(Bytes::utf8);
        if (key.find("kid_hex").isPresent()) {
            keyIdentifier = Optional.of(number(key, "kid"));
        }
        Optional<SignatureAlgorithm> only = Optional.empty();
        if (key.findText("alg").isPresent()) {
            only = key.findText("alg").flatMap(SignatureAlgorithm::ofJose);
            if (only.isEmpty()) {
                // A key for something else; it verifies nothing here.
                return new VerificationKey(Optional.empty(), keyIdentifier, Optional.empty());
            }
        }
        String type = key.findText("kty").orElse("");
        String curve = key.findText("crv").orElse("");
        return new VerificationKey(
                switch (type) {
                    case "EC", "EC2" -> {
                        Optional<KeyTypes.Curve> known = curve(curve);
                        yield known.isPresent()
                                ? Optional.of(types.elliptic(known.get(), number(key, "x"), number(key, "y")))
                                : Optional.empty();
                    }
                    case "OKP" ->
                        switch (curve) {
                            case "Ed25519" -> Optional.of(types.ed25519(number(key, "x")));
                            case "Ed448" -> Optional.of(types.ed448(number(key, "x")));
                            default -> Optional.empty();
                        };
                    case "RSA" -> Optional.of(types.rsa(number(key, "n"), number(key, "e")));
                    case "" -> throw new MalformedEnvelopeException(Reason.KEY, "kty");
                    default -> Optional.empty();
                },
                keyIdentifier,
                only);
    }

    private static Optional<KeyTypes.Curve> curve(String name) {
        return Arrays.stream(KeyTypes.Curve.values())
                .filter(curve -> curve.is(name))
                .findFirst();
    }

    /** RFC 7517 §4.2, §4.3. */
    private static void requireForVerification(JsonValue.Members key) throws MalformedEnvelopeException {
        Optional<JsonValue> operations = key.find("key_ops");
        boolean verifies = operations.isEmpty()
                || operations.get() instanceof JsonValue.Items items
                        && (items.values().contains(new JsonValue.Text("verify"))
                                || items.values().contains(new JsonValue.Text("sign")));
        if (!verifies || !key.findText("use").orElse("sig").equals("sig")) {
            throw new MalformedEnvelopeException(Reason.KEY, "not for signatures");
        }
    }

    private static Bytes number(JsonValue.Members key, String name) throws MalformedEnvelopeException {
        Optional<String> hex = key.findText(name + "_hex");
        if (hex.isEmpty()) {
            try {
                return Base64Url.decode(
                        key.findText(name).orElseThrow(() -> new MalformedEnvelopeException(Reason.KEY, name)));
            } catch (RejectedJoseException malformed) {
                throw new MalformedEnvelopeException(Reason.KEY, name);
            }
        }
        try {
            return Bytes.hex(hex.get());
        } catch (IllegalArgumentException malformed) {
            throw new MalformedEnvelopeException(Reason.KEY, name);
        }
    }

    private static VerificationKey refuse(String where) throws MalformedEnvelopeException {
        throw new MalformedEnvelopeException(Reason.KEY, where);
    }
}

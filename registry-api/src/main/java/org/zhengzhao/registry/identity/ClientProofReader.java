package org.zhengzhao.registry.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.schema.json.JsonValue;

/** Reads how a client is to prove who it is. Its errors are those of the reader that it reads from. */
final class ClientProofReader {
    /** Members of a proof, in {@code authentication} of a registration and in a body of its own. */
    static final String[] MEMBERS = {"method", "jwks", "certificates"};

    private static final Pattern KID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
    private static final int MAX_NUMBER = 1400;
    /** Members of a JWK that are taken; {@code d} only to be refused by its name. */
    private static final String[] KEY_MEMBERS = {
        "kty", "kid", "use", "key_ops", "alg", "crv", "x", "y", "n", "e", "d", "x5c", "x5t", "x5t#S256"
    };

    private ClientProofReader() {}

    /** What {@code authentication} says; a secret where it is left out. */
    static ClientProof optional(BodyReader registration) {
        if (registration.find("authentication").isEmpty()) {
            return new ClientProof.Secret();
        }
        return registration
                .object("authentication", MEMBERS)
                .map(ClientProofReader::read)
                .orElseGet(() -> {
                    registration.error("authentication", "TYPE", "应为对象。", "Should be an object.");
                    return new ClientProof.Secret();
                });
    }

    static ClientProof read(BodyReader body) {
        String method = text(body, "method");
        if (method.equals(AuthenticationMethod.CLIENT_SECRET.oauthName())) {
            unwanted(body, "jwks");
            unwanted(body, "certificates");
            return new ClientProof.Secret();
        }
        if (method.equals(AuthenticationMethod.PRIVATE_KEY_JWT.oauthName())) {
            unwanted(body, "certificates");
            return new ClientProof.Keys(keys(body));
        }
        if (method.equals(AuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH.oauthName())) {
            unwanted(body, "jwks");
            return new ClientProof.Certificates(certificates(body));
        }
        body.error(
                "method",
                "WRONG_VALUE",
                "应为 client_secret、private_key_jwt 或 self_signed_tls_client_auth。",
                "Should be client_secret, private_key_jwt or self_signed_tls_client_auth.");
        return new ClientProof.Secret();
    }

    private static void unwanted(BodyReader body, String name) {
        if (body.find(name).isPresent()) {
            body.error(name, "WRONG_VALUE", "此方法不用该成员。", "Not for this method.");
        }
    }

    private static List<ClientKey> keys(BodyReader body) {
        Optional<BodyReader> set = body.object("jwks", "keys");
        if (set.isEmpty()) {
            body.error("jwks", "REQUIRED", "请给出公钥集（JWK Set）。", "Give the public keys (JWK Set).");
            return List.of();
        }
        List<BodyReader> given = set.get().objects("keys", ClientProof.MOST, KEY_MEMBERS);
        if (given.isEmpty()) {
            set.get().error("keys", "REQUIRED", "至少一把公钥。", "One key at least.");
        }
        List<ClientKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (BodyReader reader : given) {
            key(reader, names).ifPresent(keys::add);
        }
        return keys;
    }

    private static Optional<ClientKey> key(BodyReader reader, Set<String> names) {
        if (reader.find("d").isPresent()) {
            reader.error(
                    "d",
                    "PRIVATE_KEY",
                    "这是私钥，请视为已泄露并更换；只发送公钥。",
                    "This is a private key. Take it for lost and make another one; send public keys only.");
            return Optional.empty();
        }
        String kid = text(reader, "kid");
        if (!KID.matcher(kid).matches() || !names.add(kid)) {
            reader.error(
                    "kid",
                    "WRONG_VALUE",
                    "应为 1 至 64 个字母、数字、点、下划线、波浪号或连字符，且互不相同。",
                    "Should be 1 to 64 letters, digits, dots, underscores, tildes or hyphens, and no two alike.");
            return Optional.empty();
        }
        if (reader.find("use").isPresent() && !text(reader, "use").equals("sig")) {
            reader.error("use", "WRONG_VALUE", "应为 sig。", "Should be sig.");
            return Optional.empty();
        }
        Map<String, Object> members = new HashMap<>();
        for (String name : List.of("kty", "crv", "x", "y", "n", "e")) {
            String value = text(reader, name);
            if (!value.isEmpty() && value.length() <= MAX_NUMBER) {
                members.put(name, value);
            }
        }
        Optional<ClientKey> key = ClientKey.find(kid, members);
        if (key.isEmpty()) {
            reader.error(
                    "kty",
                    "KEY_NOT_TAKEN",
                    "可用的公钥：EC P-256、RSA 2048 至 4096 位、OKP Ed25519。",
                    "Keys that are taken: EC P-256, RSA of 2048 to 4096 bits, OKP Ed25519.");
        } else if (reader.find("alg").isPresent()
                && !text(reader, "alg").equals(key.get().algorithm().jose())) {
            reader.error(
                    "alg",
                    "WRONG_VALUE",
                    "此公钥应为 " + key.get().algorithm().jose() + "。",
                    "Should be " + key.get().algorithm().jose() + " with this key.");
            return Optional.empty();
        }
        return key;
    }

    private static List<ClientCertificate> certificates(BodyReader body) {
        List<ClientCertificate> certificates = new ArrayList<>();
        Set<String> thumbprints = new HashSet<>();
        for (String pem : body.texts("certificates", ClientProof.MOST)) {
            Optional<ClientCertificate> certificate = ClientCertificate.find(pem);
            if (certificate.isEmpty() || !thumbprints.add(certificate.get().thumbprint())) {
                body.error(
                        "certificates",
                        "WRONG_VALUE",
                        "每项应为一张 PEM 格式的 X.509 证书，且互不相同。",
                        "Each should be one X.509 certificate in PEM, and no two alike.");
                return List.of();
            }
            certificates.add(certificate.get());
        }
        return certificates;
    }

    private static String text(BodyReader body, String name) {
        return body.find(name).orElse(null) instanceof JsonValue.Text text ? text.value() : "";
    }
}

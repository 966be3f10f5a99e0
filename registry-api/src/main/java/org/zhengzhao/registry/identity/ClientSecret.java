package org.zhengzhao.registry.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/**
 * A client secret: 256 random bits, made by the registry and shown once. Because nobody chose it, its SHA-256 is a safe thing
 * to keep and costs nothing to check.
 */
public record ClientSecret(String value) {
    private static final int OCTETS = 32;

    static ClientSecret random(SecureRandom random) {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        return new ClientSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }

    Bytes digest() {
        return Sha256.of(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ClientSecret[hidden]";
    }
}

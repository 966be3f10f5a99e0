package org.zhengzhao.registry.vault;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.registry.trust.TokenSecret;
import org.zhengzhao.schema.bytes.Bytes;

/** The master keys that this node has: in files, in its settings, in its token. */
@Singleton
class MasterKeys {
    /** One name in the key directory, and none of the names that other secrets have there. */
    private static final String NAME = "master[a-z0-9-]{0,57}";

    private final KeyRing ring;
    private final EncryptionConfig config;
    private final CipherProviders providers = CipherProviders.ofPlatform();
    /** Those that have shown that they are the right ones. */
    private final Map<UUID, MasterKey> proven = new ConcurrentHashMap<>();

    MasterKeys(KeyRing ring, EncryptionConfig config) {
        this.ring = ring;
        this.config = config;
    }

    static boolean isName(String name) {
        return name.matches(NAME);
    }

    CipherProviders providers() {
        return providers;
    }

    /**
     * The master key that the database names.
     *
     * @throws MasterKeyException if this node does not have it, or has another one under its name
     */
    MasterKey require(MasterKeyRow row) throws MasterKeyException {
        MasterKey known = proven.get(row.id());
        if (known != null) {
            return known;
        }
        MasterKey key = new MasterKey(
                row.id(),
                find(row.place(), row.name()).orElseThrow(() -> MasterKeyException.missing(row.place(), row.name())));
        try {
            if (!key.made(row.proof())) {
                throw MasterKeyException.wrong(row.place(), row.name());
            }
        } catch (UnreadableValueException unusable) {
            throw MasterKeyException.unusable(row.place(), row.name(), unusable);
        }
        proven.put(row.id(), key);
        return key;
    }

    /** The key of that name, whatever it was used for. */
    Optional<AuthenticatedCipher> find(MasterKeyPlace place, String name) throws MasterKeyException {
        return switch (place) {
            case FILE -> {
                Optional<Bytes> secret;
                try {
                    secret = ring.findSecret(name);
                } catch (IllegalArgumentException noDigits) {
                    throw MasterKeyException.malformed(place, name);
                }
                yield secret.isEmpty() ? Optional.empty() : Optional.of(inMemory(place, name, secret.get()));
            }
            case SETTING -> {
                Optional<Bytes> secret = Optional.ofNullable(settings().get(name));
                yield secret.isEmpty() ? Optional.empty() : Optional.of(inMemory(place, name, secret.get()));
            }
            case PKCS11 -> ring.findTokenSecret(name).map(MasterKeys::inToken);
        };
    }

    /**
     * Makes the first master key of a registry, or takes the one that is there already: a start that was cut off left it.
     *
     * @throws MasterKeyException if a key is to be given and is not
     */
    AuthenticatedCipher make(MasterKeyPlace place, String name, EncryptionSuite suite) throws MasterKeyException {
        Optional<AuthenticatedCipher> found = find(place, name);
        if (found.isPresent()) {
            return found.get();
        }
        return switch (place) {
            case FILE -> inMemory(place, name, ring.makeSecret(name, suite.keyOctets()));
            case SETTING -> throw MasterKeyException.missing(place, name);
            case PKCS11 -> inToken(ring.createTokenSecret(name));
        };
    }

    private AuthenticatedCipher inMemory(MasterKeyPlace place, String name, Bytes secret) throws MasterKeyException {
        EncryptionSuite suite = EncryptionSuite.ofKeyOctets(secret.length())
                .orElseThrow(() -> MasterKeyException.malformed(place, name));
        return AuthenticatedCipher.of(suite, secret, providers);
    }

    private static AuthenticatedCipher inToken(TokenSecret secret) {
        return new AuthenticatedCipher(EncryptionSuite.AES_256_GCM, secret.key(), secret.provider());
    }

    private Map<String, Bytes> settings() throws MasterKeyException {
        Map<String, Bytes> keys = new HashMap<>();
        for (String pair : Arrays.asList(config.keys().orElse("").split(",", -1))) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip();
            if (!isName(name)) {
                throw MasterKeyException.malformed(MasterKeyPlace.SETTING, "…");
            }
            try {
                keys.put(name, Bytes.hex(pair.substring(equals + 1).strip()));
            } catch (IllegalArgumentException noDigits) {
                throw MasterKeyException.malformed(MasterKeyPlace.SETTING, name);
            }
        }
        return keys;
    }
}

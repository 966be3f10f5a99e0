package org.zhengzhao.registry.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** A provider with which people log in; the test has its private keys and makes what tokens it likes. */
public final class ProviderTestResource implements QuarkusTestResourceLifecycleManager {
    public static final String AUDIENCE = "zhengzhao-registry";
    public static final String PARTY = "zhengzhao-desk";
    private static final String KEYS = "zhengzhao.testing.provider.keys";
    private static final String ISSUER = "zhengzhao.testing.provider.issuer";

    private TestProvider provider = TestProvider.start();

    @Override
    public Map<String, String> start() {
        List<PublicJsonWebKey> keys = List.of(
                TestProvider.rsa("rsa", 2048),
                TestProvider.rsa("weak", 1024),
                TestProvider.ec("ec"),
                TestProvider.ed("ed"),
                encrypting(TestProvider.rsa("enc", 2048)));
        provider.publish(keys);
        // The test is loaded by another class loader.
        System.setProperty(ISSUER, provider.address());
        System.setProperty(
                KEYS,
                "{\"keys\":["
                        + keys.stream()
                                .map(key -> key.toJson(OutputControlLevel.INCLUDE_PRIVATE))
                                .collect(Collectors.joining(","))
                        + "]}");
        return Map.of(
                "zhengzhao.people.issuer", provider.address(),
                "zhengzhao.people.audience", AUDIENCE,
                "zhengzhao.people.authorized-parties", PARTY);
    }

    private static PublicJsonWebKey encrypting(PublicJsonWebKey key) {
        key.setUse("enc");
        return key;
    }

    public static String issuer() {
        return System.getProperty(ISSUER);
    }

    /** A key with its private part. */
    public static PublicJsonWebKey key(String keyId) {
        try {
            return (PublicJsonWebKey)
                    new JsonWebKeySet(System.getProperty(KEYS)).findJsonWebKey(keyId, null, null, null);
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void stop() {
        provider.close();
    }
}

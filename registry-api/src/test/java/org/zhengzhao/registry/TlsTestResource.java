package org.zhengzhao.registry;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.registry.testing.TestDatabase;

/** A service with TLS, by the files and settings that an operator gives, and few requests at once. */
public final class TlsTestResource implements QuarkusTestResourceLifecycleManager {
    static final int REQUESTS = 20;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createDirectories(TestDatabase.data().resolve("tls"));
            TlsIdentity.make("localhost", Duration.ofDays(1)).writeTo(directory);
            Map<String, String> files = Map.of(
                    TlsSettings.CERTIFICATE,
                            directory.resolve("certificate.pem").toString(),
                    TlsSettings.KEY, directory.resolve("key.pem").toString(),
                    TlsSettings.CLIENT_CERTIFICATES, "true");
            Map<String, String> properties =
                    new HashMap<>(TlsSettings.parse(name -> Optional.ofNullable(files.get(name)))
                            .orElseThrow()
                            .properties(0));
            properties.put("quarkus.http.test-ssl-port", "0");
            // As often as the framework allows.
            properties.put("quarkus.tls.service.reload-period", "PT30S");
            properties.put("zhengzhao.http.requests", Integer.toString(REQUESTS));
            return properties;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void stop() {
        // The files go with the test run's directory.
    }
}

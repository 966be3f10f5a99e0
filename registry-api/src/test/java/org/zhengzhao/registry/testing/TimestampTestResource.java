package org.zhengzhao.registry.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.signing.testkit.TestTimestampServer;

/**
 * A real timestamp authority on the loopback interface, and a registry that uses it. Tests tell it how to be by a POST to
 * {@code /mood} of its address.
 */
public final class TimestampTestResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable TestTimestampServer server;

    @Override
    public Map<String, String> start() {
        try {
            TestTimestampServer started = new TestTimestampServer(InstantSource.system());
            server = started;
            Path root = Files.createTempFile(TestDatabase.data(), "timestamp-root", ".pem");
            Files.writeString(
                    root,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                    .encodeToString(started.authority().root().getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
            return Map.of(
                    "zhengzhao.timestamp.authority", started.address().toString(),
                    "zhengzhao.timestamp.trust", root.toString(),
                    "zhengzhao.timestamp.timeout", "2s",
                    "zhengzhao.timestamp.retry-after", "1s",
                    "zhengzhao.timestamp.retry-at-most", "2s");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}

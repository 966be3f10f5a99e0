package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengzhao.registry.StartSettings.MalformedSettingException;

/** Half of TLS is none: what is missing or cannot be read stops the start. */
class TlsSettingsTest {
    @TempDir
    Path directory;

    @Test
    void nothingSet_isPlainHttp() throws MalformedSettingException {
        assertThat(parse(Map.of())).isEmpty();
    }

    @Test
    void certificateAndKey_areTlsAndNothingElse() throws Exception {
        Map<String, String> properties = parse(Map.of(
                        TlsSettings.CERTIFICATE, file("certificate.pem"),
                        TlsSettings.KEY, file("key.pem")))
                .orElseThrow()
                .properties(8443);
        assertThat(properties)
                .containsEntry("quarkus.http.insecure-requests", "disabled")
                .containsEntry("quarkus.http.ssl-port", "8443")
                .doesNotContainKey("quarkus.tls.service.trust-all");
        assertThat(properties.get("quarkus.tls.service.cipher-suites")).doesNotContain("CBC", "TLS_RSA");
    }

    @Test
    void clientAuthorities_narrowTheHandshake() throws Exception {
        Map<String, String> properties = parse(Map.of(
                        TlsSettings.CERTIFICATE, file("certificate.pem"),
                        TlsSettings.KEY, file("key.pem"),
                        TlsSettings.CLIENT_AUTHORITIES, file("authorities.pem")))
                .orElseThrow()
                .properties(8443);
        assertThat(properties)
                .containsEntry(TlsSettings.CLIENT_CERTIFICATES, "true")
                .containsKey("quarkus.tls.service.trust-store.pem.certs")
                .doesNotContainKey("quarkus.tls.service.trust-all");
    }

    @Test
    void halfOfIt_isRefused() throws IOException {
        refused(Map.of(TlsSettings.CERTIFICATE, file("certificate.pem")));
        refused(Map.of(TlsSettings.KEY, file("key.pem")));
        refused(Map.of(TlsSettings.CLIENT_CERTIFICATES, "true"));
        refused(Map.of(
                TlsSettings.CERTIFICATE, file("certificate.pem"),
                TlsSettings.KEY, directory.resolve("not-there").toString()));
        refused(Map.of(
                TlsSettings.CERTIFICATE, file("certificate.pem"),
                TlsSettings.KEY, file("key.pem"),
                TlsSettings.CLIENT_CERTIFICATES, "yes"));
    }

    private static void refused(Map<String, String> settings) {
        assertThatThrownBy(() -> parse(settings)).isInstanceOf(MalformedSettingException.class);
    }

    private static Optional<TlsSettings> parse(Map<String, String> settings) throws MalformedSettingException {
        return TlsSettings.parse(name -> Optional.ofNullable(settings.get(name)));
    }

    private String file(String name) throws IOException {
        return Files.writeString(directory.resolve(name), "-").toString();
    }
}

package org.zhengzhao.registry;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.registry.StartSettings.MalformedSettingException;
import org.zhengzhao.registry.StartSettings.Source;
import org.zhengzhao.schema.text.Bilingual;

/**
 * TLS by the operator's files: with them the service speaks HTTPS and nothing else.
 *
 * @param certificate PEM, the service's certificate first, then those between it and its root
 * @param key PEM, PKCS#8
 * @param clientCertificates whether clients are asked for a certificate
 * @param clientAuthorities PEM of those that issue clients' certificates; empty: any certificate gets through the handshake, and
 *     only registered ones get a token
 */
record TlsSettings(Path certificate, Path key, boolean clientCertificates, Optional<Path> clientAuthorities) {
    static final String CERTIFICATE = "zhengzhao.tls.certificate";
    static final String KEY = "zhengzhao.tls.key";
    static final String CLIENT_CERTIFICATES = "zhengzhao.tls.client-certificates";
    static final String CLIENT_AUTHORITIES = "zhengzhao.tls.client-authorities";

    /** Forward secrecy and authenticated encryption, nothing else (RFC 9325 §4.2); the first three are those of TLS 1.3. */
    private static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** A configuration of its own: what it trusts must not become what connections to others trust. */
    private static final String NAME = "service";

    static Optional<TlsSettings> parse(Source source) throws MalformedSettingException {
        Optional<Path> certificate = file(source, CERTIFICATE);
        Optional<Path> key = file(source, KEY);
        Optional<Path> authorities = file(source, CLIENT_AUTHORITIES);
        boolean ask = flag(source) || authorities.isPresent();
        if (certificate.isEmpty() && key.isEmpty()) {
            if (ask) {
                throw new MalformedSettingException(new Bilingual(
                        "客户端证书需要 TLS：请设置 " + CERTIFICATE + " 和 " + KEY,
                        "certificates of clients need TLS: set " + CERTIFICATE + " and " + KEY));
            }
            return Optional.empty();
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new MalformedSettingException(new Bilingual(
                    "TLS 需要同时设置 " + CERTIFICATE + " 和 " + KEY, "TLS needs both " + CERTIFICATE + " and " + KEY));
        }
        return Optional.of(new TlsSettings(certificate.get(), key.get(), ask, authorities));
    }

    private static boolean flag(Source source) throws MalformedSettingException {
        String text = source.apply(CLIENT_CERTIFICATES).orElse("false");
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new MalformedSettingException(new Bilingual(
                        CLIENT_CERTIFICATES + " 应为 true 或 false", CLIENT_CERTIFICATES + " is true or false"));
        };
    }

    private static Optional<Path> file(Source source, String name) throws MalformedSettingException {
        Optional<String> text = source.apply(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(text.get()).toAbsolutePath().normalize();
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                return Optional.of(file);
            }
        } catch (InvalidPathException unusable) {
            // The same answer as for a file that is not there.
        }
        throw new MalformedSettingException(
                new Bilingual(name + " 指定的文件无法读取", "the file of " + name + " cannot be read"));
    }

    /** The same for the framework, with HTTPS on this port and HTTP on none. */
    Map<String, String> properties(int port) {
        Map<String, String> properties = new HashMap<>();
        String prefix = "quarkus.tls." + NAME + ".";
        properties.put(prefix + "key-store.pem.0.cert", certificate.toString());
        properties.put(prefix + "key-store.pem.0.key", key.toString());
        properties.put(prefix + "protocols", "TLSv1.3,TLSv1.2");
        properties.put(prefix + "cipher-suites", String.join(",", SUITES));
        // Files that were changed are taken up without a restart.
        properties.put(prefix + "reload-period", "PT1M");
        if (clientCertificates) {
            clientAuthorities.ifPresentOrElse(
                    authorities -> properties.put(prefix + "trust-store.pem.certs", authorities.toString()),
                    () -> properties.put(prefix + "trust-all", "true"));
            properties.put(CLIENT_CERTIFICATES, "true");
        }
        properties.put("quarkus.http.tls-configuration-name", NAME);
        properties.put("quarkus.http.insecure-requests", "disabled");
        properties.put("quarkus.http.ssl-port", Integer.toString(port));
        return properties;
    }
}

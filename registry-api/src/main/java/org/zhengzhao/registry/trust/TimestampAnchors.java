package org.zhengzhao.registry.trust;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.MalformedTrustException;

/**
 * Certificates of the timestamp authorities that this registry trusts, from the operator's files. They are published with the
 * registry's own: without them nobody can tell whether a timestamp is genuine.
 */
@Singleton
class TimestampAnchors {
    private static final String SETTING = "zhengzhao.timestamp.trust";

    private final List<X509Certificate> certificates;

    TimestampAnchors(@ConfigProperty(name = SETTING) Optional<List<Path>> files) {
        CertificateFile reader = new CertificateFile(new BouncyCastleProvider());
        this.certificates = files.orElse(List.of()).stream()
                .flatMap(file -> read(file, reader).stream())
                .distinct()
                .toList();
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    private static List<X509Certificate> read(Path file, CertificateFile reader) {
        try (InputStream in = Files.newInputStream(file)) {
            return reader.read(Bytes.of(in.readNBytes(CertificateFile.MAX_OCTETS + 1)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(SETTING + ": " + file + " cannot be read", unreadable);
        } catch (MalformedTrustException malformed) {
            throw new IllegalStateException(
                    SETTING + ": " + file + " has no certificates that can be used: " + malformed.reason(), malformed);
        }
    }
}

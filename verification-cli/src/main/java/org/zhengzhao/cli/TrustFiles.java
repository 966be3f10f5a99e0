package org.zhengzhao.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.zhengzhao.cli.terminal.Terminal;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.MalformedTrustException;

/** Reads what {@code --trust} names: files, and the files of folders. */
final class TrustFiles {
    private final CertificateFile certificateFile;

    TrustFiles(Provider provider) {
        this.certificateFile = new CertificateFile(provider);
    }

    /** A trust file cannot be used. */
    static final class UnusableTrustException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Bilingual reason;
        private final transient Bilingual hint;
        private final String file;

        UnusableTrustException(Bilingual reason, Path file, Bilingual hint) {
            super("unusable trust file");
            this.reason = reason;
            this.file = file.toString();
            this.hint = hint;
        }

        void tell(Terminal terminal) {
            terminal.error(reason, file, hint);
        }
    }

    List<X509Certificate> read(List<Path> paths) throws UnusableTrustException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                certificates.addAll(certificates(file));
            }
        }
        return certificates;
    }

    private static List<Path> files(Path path) throws UnusableTrustException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files = entries.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new UnusableTrustException(
                        Words.reason(MalformedTrustException.Reason.NO_CERTIFICATE),
                        path,
                        Words.hint(MalformedTrustException.Reason.NO_CERTIFICATE));
            }
            return files;
        } catch (IOException unreadable) {
            throw new UnusableTrustException(Words.TRUST_UNREADABLE, path, Words.CHECK_PATH);
        }
    }

    private List<X509Certificate> certificates(Path file) throws UnusableTrustException {
        try (InputStream stream = Files.newInputStream(file)) {
            return certificateFile.read(Bytes.of(stream.readNBytes(CertificateFile.MAX_OCTETS + 1)));
        } catch (IOException unreadable) {
            throw new UnusableTrustException(Words.TRUST_UNREADABLE, file, Words.CHECK_PATH);
        } catch (MalformedTrustException malformed) {
            throw new UnusableTrustException(Words.reason(malformed.reason()), file, Words.hint(malformed.reason()));
        }
    }
}

package org.zhengzhao.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengzhao.cli.bundle.BundleWords;
import org.zhengzhao.cli.terminal.Terminal;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.bundle.BundleException;
import org.zhengzhao.signing.bundle.BundleLimits;
import org.zhengzhao.signing.bundle.BundleReader;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.MalformedTrustException;
import org.zhengzhao.signing.x509.EncodedFile;
import org.zhengzhao.signing.x509.MalformedEvidenceException;
import org.zhengzhao.signing.x509.RevocationList;

/** Reads what {@code --trust} names: files, and the files of folders, with certificates and lists of revoked ones. */
final class TrustFiles {
    private static final String BEGIN_LIST = "-----BEGIN X509 CRL-----";
    private static final String BEGIN_CERTIFICATE = "-----BEGIN CERTIFICATE-----";

    private final CertificateFile certificateFile;
    private final BundleReader bundleReader;

    TrustFiles(Provider provider) {
        this.certificateFile = new CertificateFile(provider);
        this.bundleReader = new BundleReader(provider);
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

    /**
     * What was named.
     *
     * @param lists revocation lists; each counts only if an authority on the path has signed it
     * @param bundle one at most: each speaks for its own registry
     */
    record Trusted(List<X509Certificate> certificates, List<RevocationList> lists, Optional<NamedBundle> bundle) {
        Trusted {
            certificates = List.copyOf(certificates);
            lists = List.copyOf(lists);
        }
    }

    /** A bundle and the file in which it was. */
    record NamedBundle(String file, OfflineBundle bundle) {}

    Trusted read(List<Path> paths) throws UnusableTrustException {
        List<X509Certificate> certificates = new ArrayList<>();
        List<RevocationList> lists = new ArrayList<>();
        Optional<NamedBundle> bundle = Optional.empty();
        for (Path path : paths) {
            for (Path file : files(path)) {
                Bytes octets = octets(file);
                if (!BundleReader.looksLike(octets)) {
                    List<RevocationList> listsOfFile = lists(octets, file);
                    lists.addAll(listsOfFile);
                    if (listsOfFile.isEmpty() || octets.toUtf8().contains(BEGIN_CERTIFICATE)) {
                        certificates.addAll(certificates(octets, file));
                    }
                } else if (bundle.isEmpty()) {
                    bundle = Optional.of(bundle(file, octets));
                } else {
                    throw new UnusableTrustException(Words.SEVERAL_BUNDLES, file, Words.ONE_BUNDLE);
                }
            }
        }
        return new Trusted(certificates, lists, bundle);
    }

    /** The revocation lists of a file; none is passed over because it cannot be read. */
    private static List<RevocationList> lists(Bytes octets, Path file) throws UnusableTrustException {
        List<RevocationList> found = new ArrayList<>();
        for (Bytes block : EncodedFile.blocks(octets)) {
            try {
                found.add(RevocationList.parse(block));
            } catch (MalformedEvidenceException noList) {
                // A certificate, perhaps: whoever reads those will say.
            }
        }
        int announced = octets.toUtf8().split(BEGIN_LIST, -1).length - 1;
        if (found.size() < announced) {
            throw new UnusableTrustException(Words.BROKEN_REVOCATION_LIST, file, Words.FETCH_REVOCATION_LISTS);
        }
        return found;
    }

    private NamedBundle bundle(Path file, Bytes octets) throws UnusableTrustException {
        try {
            return new NamedBundle(file.toString(), bundleReader.read(octets));
        } catch (BundleException broken) {
            throw new UnusableTrustException(
                    BundleWords.reason(broken.reason()), file, BundleWords.hint(broken.reason()));
        }
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

    /** As much as a bundle may have; what is none, no more than certificates may have. */
    private static Bytes octets(Path file) throws UnusableTrustException {
        try (InputStream stream = Files.newInputStream(file)) {
            Bytes octets = Bytes.of(stream.readNBytes(BundleLimits.MAX_OCTETS + 1));
            return BundleReader.looksLike(octets)
                    ? octets
                    : octets.slice(0, Math.min(octets.length(), CertificateFile.MAX_OCTETS + 1));
        } catch (IOException unreadable) {
            throw new UnusableTrustException(Words.TRUST_UNREADABLE, file, Words.CHECK_PATH);
        }
    }

    private List<X509Certificate> certificates(Bytes octets, Path file) throws UnusableTrustException {
        try {
            return certificateFile.read(octets);
        } catch (MalformedTrustException malformed) {
            throw new UnusableTrustException(Words.reason(malformed.reason()), file, Words.hint(malformed.reason()));
        }
    }
}

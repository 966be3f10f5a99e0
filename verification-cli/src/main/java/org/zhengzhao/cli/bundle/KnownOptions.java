package org.zhengzhao.cli.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.bundle.BundleTrust.Known;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.MalformedTrustException;
import org.zhengzhao.signing.trust.TrustStore;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the person who verifies knows of a registry from elsewhere. */
final class KnownOptions {
    @Option(names = "--fingerprint", converter = FingerprintConverter.class)
    private List<Bytes> fingerprints = new ArrayList<>();

    @Option(names = "--trust")
    private List<Path> trust = new ArrayList<>();

    Known read(Provider provider) throws IOException, MalformedTrustException {
        Set<Bytes> named = new HashSet<>(fingerprints);
        if (trust.isEmpty()) {
            return new Known(named, Optional.empty());
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : trust) {
            certificates.addAll(new CertificateFile(provider).read(BundleDesk.octets(file)));
        }
        return new Known(named, Optional.of(TrustStore.of(certificates, provider)));
    }

    /** SHA-256 in hexadecimal digits, with or without colons. */
    static final class FingerprintConverter implements ITypeConverter<Bytes> {
        @Override
        public Bytes convert(String text) {
            try {
                Bytes digest = Bytes.hex(text.replace(":", "").toLowerCase(Locale.ROOT));
                if (digest.length() == Sha256.LENGTH) {
                    return digest;
                }
            } catch (IllegalArgumentException notHexadecimal) {
                throw new TypeConversionException(BundleWords.NO_FINGERPRINT.english());
            }
            throw new TypeConversionException(BundleWords.NO_FINGERPRINT.english());
        }
    }
}

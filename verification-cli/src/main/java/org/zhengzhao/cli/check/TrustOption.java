package org.zhengzhao.cli.check;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.MalformedTrustException;

/** {@code --trust} of the kinds for which trust may be left out. */
final class TrustOption {
    static final String NAME = "trust";

    private TrustOption() {}

    /** The certificates of all files; empty where trust is not asked about. */
    static Optional<List<X509Certificate>> find(CheckOptions options, Provider provider)
            throws UnusableOptionException {
        if (options.texts(NAME).isEmpty()) {
            return Optional.empty();
        }
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (Bytes file : options.allOctets(NAME)) {
                certificates.addAll(new CertificateFile(provider).read(file));
            }
        } catch (MalformedTrustException malformed) {
            throw UnusableOptionException.unusable(NAME, "no certificates: " + malformed.reason());
        }
        return Optional.of(certificates);
    }
}

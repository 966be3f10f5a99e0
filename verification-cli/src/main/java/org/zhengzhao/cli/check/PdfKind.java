package org.zhengzhao.cli.check;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.PdfCheck;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.MalformedTrustException;

/** {@code zhengzhao check pdf}. */
final class PdfKind implements CheckKind {
    private static final String TRUST = "trust";
    private static final String AT = "at";

    @Override
    public String name() {
        return "pdf";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(CheckOption.repeated(TRUST), CheckOption.single(AT));
    }

    @Override
    public int maxOctets() {
        return PdfCheck.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) throws UnusableOptionException {
        PdfCheck.Options prepared = new PdfCheck.Options(trust(options, provider), options.at());
        PdfCheck check = new PdfCheck(provider);
        return input -> check.check(input, prepared);
    }

    private static Optional<List<X509Certificate>> trust(CheckOptions options, Provider provider)
            throws UnusableOptionException {
        if (options.texts(TRUST).isEmpty()) {
            return Optional.empty();
        }
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (Bytes file : options.allOctets(TRUST)) {
                certificates.addAll(new CertificateFile(provider).read(file));
            }
        } catch (MalformedTrustException malformed) {
            throw UnusableOptionException.unusable(TRUST, "no certificates: " + malformed.reason());
        }
        return Optional.of(certificates);
    }
}

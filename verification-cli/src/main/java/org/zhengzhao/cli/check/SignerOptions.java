package org.zhengzhao.cli.check;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.envelope.CoseVerifier;
import org.zhengzhao.signing.envelope.KeyReader;
import org.zhengzhao.signing.envelope.KnownKeys;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.TrustedCertificates;
import org.zhengzhao.signing.envelope.VerificationKey;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.MalformedTrustException;
import org.zhengzhao.signing.trust.TrustStore;

/** The options that say whose signatures count. */
final class SignerOptions {
    static final String AT = "at";
    private static final String KEY = "key";
    private static final String CERTIFICATE = "cert";
    private static final String TRUST = "trust";
    static final String ANY_CURVE = "any-curve";
    private static final String ANY_KEY_IDENTIFIER = "any-kid";

    private SignerOptions() {}

    /** Keys, certificates as keys, or certificates to trust. */
    static List<CheckOption> all() {
        return List.of(
                CheckOption.repeated(KEY),
                CheckOption.repeated(CERTIFICATE),
                CheckOption.repeated(TRUST),
                CheckOption.flag(ANY_KEY_IDENTIFIER),
                CheckOption.single(AT));
    }

    /** Keys only. */
    static List<CheckOption> keysOnly() {
        return List.of(
                CheckOption.repeated(KEY),
                CheckOption.repeated(CERTIFICATE),
                CheckOption.flag(ANY_KEY_IDENTIFIER),
                CheckOption.single(AT));
    }

    static CoseVerifier.Signers require(CheckOptions options, boolean anyCurve, Provider provider)
            throws UnusableOptionException {
        boolean keys =
                !options.texts(KEY).isEmpty() || !options.texts(CERTIFICATE).isEmpty();
        if (options.texts(TRUST).isEmpty()) {
            if (!keys) {
                throw UnusableOptionException.missing(KEY);
            }
            return new CoseVerifier.Signers.Keys(keys(options, anyCurve, provider));
        }
        if (keys) {
            throw UnusableOptionException.unusable(TRUST, "either keys or certificates to trust");
        }
        TrustStore store = TrustStore.of(certificates(TRUST, options, provider), provider);
        return new CoseVerifier.Signers.Certificates(new TrustedCertificates(store, options.at(), anyCurve, provider));
    }

    /** The keys; none is for the check to complain about. */
    static KnownKeys keys(CheckOptions options, boolean anyCurve, Provider provider) throws UnusableOptionException {
        List<VerificationKey> keys = new ArrayList<>();
        KeyReader reader = new KeyReader(provider);
        for (Bytes file : options.allOctets(KEY)) {
            try {
                keys.addAll(reader.read(file));
            } catch (MalformedEnvelopeException malformed) {
                throw UnusableOptionException.unusable(KEY, "no public key: " + malformed.where());
            }
        }
        certificates(CERTIFICATE, options, provider).forEach(one -> keys.add(VerificationKey.of(one)));
        return new KnownKeys(keys, new KnownKeys.Matching(options.has(ANY_KEY_IDENTIFIER), anyCurve), provider);
    }

    /** The certificates to trust; empty where none were named, so that trust is not asked about. */
    static Optional<List<X509Certificate>> trust(CheckOptions options, Provider provider)
            throws UnusableOptionException {
        return options.texts(TRUST).isEmpty() ? Optional.empty() : Optional.of(certificates(TRUST, options, provider));
    }

    private static List<X509Certificate> certificates(String option, CheckOptions options, Provider provider)
            throws UnusableOptionException {
        List<X509Certificate> certificates = new ArrayList<>();
        CertificateFile reader = new CertificateFile(provider);
        for (Bytes file : options.allOctets(option)) {
            try {
                certificates.addAll(reader.read(file));
            } catch (MalformedTrustException malformed) {
                throw UnusableOptionException.unusable(
                        option, "no certificates: " + malformed.reason().name());
            }
        }
        return certificates;
    }
}

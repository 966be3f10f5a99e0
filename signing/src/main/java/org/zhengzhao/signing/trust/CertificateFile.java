package org.zhengzhao.signing.trust;

import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.trust.MalformedTrustException.Reason;
import org.zhengzhao.signing.x509.CertificateParser;
import org.zhengzhao.signing.x509.PathProblem;
import org.zhengzhao.signing.x509.UnusableCertificateException;

/** Reads certificates from a file: any number in PEM (RFC 7468), or one in DER. */
public final class CertificateFile {
    /** The longest file that is looked at. */
    public static final int MAX_OCTETS = 4 * 1024 * 1024;

    private static final int MAX_CERTIFICATES = 2000;
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private final CertificateParser parser;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public CertificateFile(Provider provider) {
        this.parser = new CertificateParser(provider);
    }

    /** Reads one certificate or more. */
    public List<X509Certificate> read(Bytes file) throws MalformedTrustException {
        if (file.length() > MAX_OCTETS) {
            throw new MalformedTrustException(Reason.TOO_LARGE);
        }
        if (file.length() > 0 && file.at(0) == 0x30) {
            return List.of(certificate(file.toArray()));
        }
        String text = file.toUtf8();
        if (text.contains("PRIVATE KEY-----")) {
            throw new MalformedTrustException(Reason.PRIVATE_KEY);
        }
        List<X509Certificate> certificates = new ArrayList<>();
        int from = text.indexOf(BEGIN);
        while (from >= 0) {
            // Behind the first mark: the two may share their dashes.
            int to = text.indexOf(END, from + BEGIN.length());
            if (to < 0) {
                throw new MalformedTrustException(Reason.BROKEN_CERTIFICATE);
            }
            if (certificates.size() == MAX_CERTIFICATES) {
                throw new MalformedTrustException(Reason.TOO_LARGE);
            }
            certificates.add(certificate(base64(text.substring(from + BEGIN.length(), to))));
            from = text.indexOf(BEGIN, to + END.length());
        }
        if (certificates.isEmpty()) {
            throw new MalformedTrustException(Reason.NO_CERTIFICATE);
        }
        return List.copyOf(certificates);
    }

    private static byte[] base64(String lines) throws MalformedTrustException {
        try {
            return Base64.getDecoder().decode(lines.replaceAll("[ \t\r\n]", ""));
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedTrustException(Reason.BROKEN_CERTIFICATE);
        }
    }

    private X509Certificate certificate(byte[] der) throws MalformedTrustException {
        try {
            return ReadableCertificates.require(parser.parse(Bytes.of(der)));
        } catch (UnusableCertificateException unusable) {
            throw new MalformedTrustException(
                    unusable.problem() == PathProblem.LIMIT ? Reason.TOO_LARGE : Reason.BROKEN_CERTIFICATE);
        } catch (CertificateException broken) {
            throw new MalformedTrustException(Reason.BROKEN_CERTIFICATE);
        }
    }
}

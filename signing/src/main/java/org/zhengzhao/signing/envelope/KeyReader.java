package org.zhengzhao.signing.envelope;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException.Reason;
import org.zhengzhao.signing.trust.ReadableCertificates;

/**
 * Reads public keys in their usual forms, recognised by content: JWK and JWK set (RFC 7517), COSE_Key and COSE_KeySet
 * (RFC 9052 §7), SubjectPublicKeyInfo and certificates in PEM or DER, and bare: 32 octets for Ed25519, a point for ECDSA (a
 * compressed one on P-256 only). Private parts are passed over.
 */
public final class KeyReader {
    /** The longest key file. */
    public static final int MAX_OCTETS = 256 * 1024;

    private static final int MAX_KEYS = 1000;
    private static final int DER_SEQUENCE = 0x30;
    private static final int CBOR_MAP = 5;
    private static final int EDWARDS = 32;
    private static final int COMPRESSED = 33;
    /** What stands before a compressed point on P-256 in a SubjectPublicKeyInfo. */
    private static final String COMPRESSED_P256 = "3039301306072a8648ce3d020106082a8648ce3d030107032200";

    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (PUBLIC KEY|CERTIFICATE)-----([A-Za-z0-9+/=\\s]*+)-----END (?:PUBLIC KEY|CERTIFICATE)-----");

    private final Provider provider;
    private final KeyTypes types;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public KeyReader(Provider provider) {
        this.provider = Objects.requireNonNull(provider);
        this.types = new KeyTypes(provider);
    }

    /** The keys of a file, at least one. */
    public List<VerificationKey> read(Bytes file) throws MalformedEnvelopeException {
        if (file.length() == 0 || file.length() > MAX_OCTETS) {
            throw new MalformedEnvelopeException(Reason.KEY, "size");
        }
        String text = new String(file.toArray(), StandardCharsets.ISO_8859_1).strip();
        List<VerificationKey> keys;
        if (text.startsWith("{")) {
            keys = new JwkReader(types).read(file);
        } else if (text.contains("-----BEGIN ")) {
            keys = pem(text);
        } else if ((file.at(0) & 0xFF) == DER_SEQUENCE) {
            keys = List.of(der(file));
        } else if (raw(file)) {
            keys = List.of(VerificationKey.of(rawKey(file)));
        } else {
            keys = new CoseKeyReader(types).read(file);
        }
        if (keys.isEmpty() || keys.size() > MAX_KEYS) {
            throw new MalformedEnvelopeException(Reason.KEY, "no key, or too many");
        }
        return keys;
    }

    /** No COSE_Key has these lengths and first octets. */
    private static boolean raw(Bytes file) {
        int first = file.at(0) & 0xFF;
        return file.length() == EDWARDS && first >> 5 != CBOR_MAP
                || first == 4 && Arrays.stream(KeyTypes.Curve.values()).anyMatch(curve -> curve.isPoint(file))
                || file.length() == COMPRESSED && (first == 2 || first == 3);
    }

    private PublicKey rawKey(Bytes file) throws MalformedEnvelopeException {
        if (file.length() == EDWARDS) {
            return types.ed25519(file);
        }
        if (file.length() == COMPRESSED) {
            return types.x509(Bytes.hex(COMPRESSED_P256 + file.toHex()));
        }
        for (KeyTypes.Curve curve : KeyTypes.Curve.values()) {
            if (curve.isPoint(file)) {
                int half = (file.length() - 1) / 2;
                return types.elliptic(curve, file.slice(1, 1 + half), file.slice(1 + half, file.length()));
            }
        }
        throw new MalformedEnvelopeException(Reason.KEY, "point");
    }

    /** A certificate in DER. */
    public X509Certificate certificate(Bytes der) throws MalformedEnvelopeException {
        try {
            if (CertificateFactory.getInstance("X.509", provider).generateCertificate(der.stream())
                    instanceof X509Certificate certificate) {
                return ReadableCertificates.require(certificate);
            }
        } catch (CertificateException | RuntimeException broken) {
            throw new MalformedEnvelopeException(Reason.KEY, "certificate");
        }
        throw new MalformedEnvelopeException(Reason.KEY, "certificate");
    }

    private List<VerificationKey> pem(String text) throws MalformedEnvelopeException {
        List<VerificationKey> keys = new ArrayList<>();
        Matcher block = PEM.matcher(text);
        while (block.find()) {
            Bytes der = base64(block.group(2));
            keys.add(
                    block.group(1).equals("CERTIFICATE")
                            ? VerificationKey.of(certificate(der))
                            : VerificationKey.of(types.x509(der)));
        }
        return keys;
    }

    private VerificationKey der(Bytes der) throws MalformedEnvelopeException {
        try {
            return VerificationKey.of(types.x509(der));
        } catch (MalformedEnvelopeException noPlainKey) {
            return VerificationKey.of(certificate(der));
        }
    }

    private static Bytes base64(String text) throws MalformedEnvelopeException {
        try {
            return Bytes.of(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException malformed) {
            throw new MalformedEnvelopeException(Reason.KEY, "PEM");
        }
    }
}

package org.zhengzhao.signing.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.signing.key.KeyHandle;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SuiteContentSigner;

/** A request for a certificate (PKCS #10, RFC 2986), to be taken to a certification authority outside. */
public record CertificateRequest(Bytes der) {
    private static final int LINE = 64;

    public CertificateRequest {
        Objects.requireNonNull(der);
    }

    /**
     * A request in the name of an authority, with its USCC, signed by the key.
     *
     * @throws SigningFailedException if the key refuses
     */
    public static CertificateRequest of(KeyHandle key, Authority authority) {
        return of(key, new CertificateKind.Sealing(authority));
    }

    /**
     * A request for a certificate of that kind, in the name that our own issuing authority would give it.
     *
     * @throws SigningFailedException if the key refuses
     */
    public static CertificateRequest of(KeyHandle key, CertificateKind kind) {
        try {
            return new CertificateRequest(Bytes.of(new PKCS10CertificationRequestBuilder(
                            kind.subject(),
                            SubjectPublicKeyInfo.getInstance(key.publicKey().getEncoded()))
                    .build(new SuiteContentSigner(key))
                    .getEncoded()));
        } catch (IOException memory) {
            throw new SigningFailedException("no request was made", memory);
        }
    }

    /** The request as text (RFC 7468 §7). */
    public String pem() {
        Base64.Encoder lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN CERTIFICATE REQUEST-----\n" + lines.encodeToString(der.toArray())
                + "\n-----END CERTIFICATE REQUEST-----\n";
    }
}

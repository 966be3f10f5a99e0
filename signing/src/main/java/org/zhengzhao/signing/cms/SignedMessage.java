package org.zhengzhao.signing.cms;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.SignatureScheme;

/**
 * A CMS container with one signer, as it was read. Reading one says nothing about its truth.
 *
 * @param contentType the object identifier of what was signed
 * @param content what was signed; empty where the signature is detached
 * @param certificate the one that the SignerInfo names
 * @param certificates others that came with it; no signature covers them
 * @param signedAttributes in DER, as they were signed
 * @param messageDigest the attribute of that name (RFC 5652 §11.2)
 * @param namesCertificate whether a signed attribute signing-certificate or signing-certificate-v2 names the certificate
 *     (RFC 5035); empty where there is neither
 * @param claimedTime the attribute signing-time, which anybody can set
 * @param timestamps timestamps over the signature value (RFC 3161, appendix A), in no order that means anything
 */
public record SignedMessage(
        String contentType,
        Optional<Bytes> content,
        SignatureScheme scheme,
        X509Certificate certificate,
        List<X509Certificate> certificates,
        Bytes signedAttributes,
        Bytes messageDigest,
        Bytes signature,
        Optional<Boolean> namesCertificate,
        Optional<Instant> claimedTime,
        List<Bytes> timestamps) {
    public static final String DATA = "1.2.840.113549.1.7.1";
    public static final String DATA_GM = "1.2.156.10197.6.1.4.2.1";

    public SignedMessage {
        Objects.requireNonNull(contentType);
        Objects.requireNonNull(content);
        Objects.requireNonNull(scheme);
        Objects.requireNonNull(certificate);
        Objects.requireNonNull(signedAttributes);
        Objects.requireNonNull(messageDigest);
        Objects.requireNonNull(signature);
        Objects.requireNonNull(namesCertificate);
        Objects.requireNonNull(claimedTime);
        certificates = List.copyOf(certificates);
        timestamps = List.copyOf(timestamps);
    }

    /** Whether the signature value is that of the certificate's key over the signed attributes. */
    public boolean verifies(Provider provider) {
        return scheme.verifies(certificate.getPublicKey(), signedAttributes, signature, provider);
    }

    /** The signer's number only. */
    @Override
    public String toString() {
        return "SignedMessage[" + scheme.label() + "]";
    }
}

package org.zhengzhao.signing.credential;

import java.security.Provider;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.cose.MalformedCoseException;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPki;

/** Prepares license claims for signing, and signs what was prepared. What comes back is compared before it is handed out. */
public final class CredentialSigner {
    private final SignatureVerifier signatures;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public CredentialSigner(Provider provider) {
        this.signatures = new SignatureVerifier(Objects.requireNonNull(provider));
    }

    /**
     * Makes a credential that is complete but for its signature. No key is touched.
     *
     * @throws IllegalArgumentException if the certificate belongs to another organisation than the claims' issuer, or the
     *     identifier names another authority
     * @throws SigningFailedException if the certificate, or one above it, is not valid at the time of issue
     */
    public PreparedCredential prepare(LicenseClaims claims, KeyCertificate certificate) {
        if (!claims.identifier().authority().equals(claims.issuer())
                || !RegistryPki.organisationOf(certificate.certificate())
                        .filter(claims.issuer()::equals)
                        .isPresent()) {
            throw new IllegalArgumentException("issuer, identifier and certificate name different authorities");
        }
        certificate.requireInForce(claims.issuedAt());
        Bytes header =
                CoseSign1.header(certificate.suite().coseAlgorithm(), KeyIdentifier.of(certificate.certificate()));
        return new PreparedCredential(claims, header, ClaimsCbor.write(claims), certificate);
    }

    /**
     * Signs what was prepared, once, and compares what came back with it: header and payload octet by octet, the claims as they
     * read, the signature against the certificate.
     *
     * @throws IllegalArgumentException if the key is another than it was prepared for
     * @throws SigningFailedException if the key store fails or hands out a signature that does not verify
     */
    public Credential sign(PreparedCredential prepared, SigningKey key) {
        prepared.use().redeem(key);
        Bytes signature = key.signRaw(prepared.toBeSigned().toArray());
        Bytes encoded = prepared.message(signature).encode();
        try {
            CoseSign1 readAgain = CoseSign1.parse(encoded);
            if (readAgain.protectedHeader().equals(prepared.header())
                    && readAgain.payload().equals(prepared.payload())
                    && ClaimsCbor.read(readAgain.payload()).equals(prepared.claims())
                    && readAgain.signedBy(prepared.certificate().certificate().getPublicKey(), signatures)) {
                return new Credential(encoded);
            }
        } catch (MalformedCoseException | MalformedClaimsException ownWork) {
            throw new SigningFailedException("the credential cannot be read again", ownWork);
        }
        throw new SigningFailedException("the credential does not verify");
    }

    /** Prepares and signs in one step, where nothing has to be recorded in between. */
    public Credential sign(LicenseClaims claims, SigningKey key) {
        return sign(prepare(claims, KeyCertificate.of(key)), key);
    }
}

package org.zhengzhao.signing.credential;

import java.security.Provider;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.cose.MalformedCoseException;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPki;

/** Signs license claims. What comes back was read again and verified before it is handed out. */
public final class CredentialSigner {
    private final SignatureVerifier signatures;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public CredentialSigner(Provider provider) {
        this.signatures = new SignatureVerifier(Objects.requireNonNull(provider));
    }

    /**
     * @throws IllegalArgumentException if the key's certificate belongs to another organisation than the claims' issuer, or
     *     the identifier names another authority
     * @throws SigningFailedException if the key store fails or hands out a signature that does not verify
     */
    public Credential sign(LicenseClaims claims, SigningKey key) {
        if (!claims.identifier().authority().equals(claims.issuer())
                || !RegistryPki.organisationOf(key.certificate())
                        .filter(claims.issuer()::equals)
                        .isPresent()) {
            throw new IllegalArgumentException("issuer, identifier and certificate name different authorities");
        }
        Bytes payload = ClaimsCbor.write(claims);
        Bytes header = CoseSign1.header(key.suite().coseAlgorithm(), KeyIdentifier.of(key.certificate()));
        Bytes signature = key.signRaw(CoseSign1.toBeSigned(header, payload).toArray());
        CoseSign1 message = new CoseSign1(
                key.suite().coseAlgorithm(), KeyIdentifier.of(key.certificate()), header, payload, signature);
        Bytes encoded = message.encode();
        try {
            CoseSign1 readAgain = CoseSign1.parse(encoded);
            if (ClaimsCbor.read(readAgain.payload()).equals(claims)
                    && readAgain.signedBy(key.publicKey(), signatures)) {
                return new Credential(encoded);
            }
        } catch (MalformedCoseException | MalformedClaimsException ownWork) {
            throw new SigningFailedException("the credential cannot be read again", ownWork);
        }
        throw new SigningFailedException("the credential does not verify");
    }
}

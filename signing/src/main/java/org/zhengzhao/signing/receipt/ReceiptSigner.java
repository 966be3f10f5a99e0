package org.zhengzhao.signing.receipt;

import java.security.Provider;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.jose.Base64Url;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.pki.RegistryPurpose;

/** Signs receipts with a registry's record key. What comes back is read and verified before it is handed out. */
public final class ReceiptSigner {
    private final SignatureVerifier signatures;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public ReceiptSigner(Provider provider) {
        this.signatures = new SignatureVerifier(Objects.requireNonNull(provider));
    }

    /**
     * The receipt as COSE_Sign1.
     *
     * @throws IllegalArgumentException if the key's certificate is not one for records, or of another registry than the claims say
     * @throws SigningFailedException if the certificate is not valid when it was asked, or the key store fails
     */
    public Bytes signCose(ReceiptClaims claims, SigningKey key) {
        requireFits(claims, key);
        int algorithm = key.suite().coseAlgorithm();
        KeyIdentifier identifier = KeyIdentifier.of(key.certificate());
        Bytes header = ReceiptHeader.cose(algorithm, identifier);
        Bytes payload = ReceiptCbor.write(claims);
        Bytes signature = key.signRaw(CoseSign1.toBeSigned(header, payload).toArray());
        return compared(new CoseSign1(algorithm, identifier, header, payload, signature).encode(), claims, key);
    }

    /**
     * The receipt as compact JWS; empty for a suite that JOSE has no name for, which is SM2.
     *
     * @throws IllegalArgumentException if the key's certificate is not one for records, or of another registry than the claims say
     * @throws SigningFailedException if the certificate is not valid when it was asked, or the key store fails
     */
    public Optional<String> signJws(ReceiptClaims claims, SigningKey key) {
        requireFits(claims, key);
        return key.suite().joseAlgorithm().map(algorithm -> {
            Bytes toBeSigned = ReceiptHeader.jwsToBeSigned(
                    ReceiptHeader.jws(algorithm, KeyIdentifier.of(key.certificate())), ReceiptJson.write(claims));
            Bytes signature = key.signRaw(toBeSigned.toArray());
            return compared(Bytes.utf8(toBeSigned.toUtf8() + "." + Base64Url.encode(signature)), claims, key)
                    .toUtf8();
        });
    }

    private static void requireFits(ReceiptClaims claims, SigningKey key) {
        if (!RegistryPurpose.RECORDS.isOf(key.certificate())
                || !RegistryPki.registryNameOf(key.certificate())
                        .filter(claims.registry()::equals)
                        .isPresent()) {
            throw new IllegalArgumentException("receipts are signed by the record key of the registry that they name");
        }
        KeyCertificate.of(key).requireInForce(claims.askedAt());
    }

    private Bytes compared(Bytes encoded, ReceiptClaims claims, SigningKey key) {
        try {
            SignedReceipt readAgain = ReceiptReader.read(encoded);
            if (readAgain.claims().equals(claims) && readAgain.signedBy(key.publicKey(), signatures)) {
                return encoded;
            }
        } catch (MalformedReceiptException ownWork) {
            throw new SigningFailedException("the receipt cannot be read again", ownWork);
        }
        throw new SigningFailedException("the receipt does not verify");
    }
}

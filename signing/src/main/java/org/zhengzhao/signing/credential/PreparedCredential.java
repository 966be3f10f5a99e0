package org.zhengzhao.signing.credential;

import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.license.LicenseDigest;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SingleUse;

/**
 * A credential that is complete but for its signature. Only {@link CredentialSigner#prepare} makes one, after checking it; it
 * is good for one signature by the key of one certificate.
 */
public final class PreparedCredential {
    private final LicenseClaims claims;
    private final Bytes header;
    private final Bytes payload;
    private final SingleUse use;

    PreparedCredential(LicenseClaims claims, Bytes header, Bytes payload, KeyCertificate certificate) {
        this.claims = claims;
        this.header = header;
        this.payload = payload;
        this.use = new SingleUse(certificate);
    }

    /** SHA-256 of the octets that the key will sign (the Sig_structure of RFC 9052 §4.4). */
    public Bytes digest() {
        return Sha256.of(toBeSigned());
    }

    public LicenseDigest licenseDigest() {
        return claims.digest();
    }

    public KeyCertificate certificate() {
        return use.certificate();
    }

    /**
     * As long as the signed credential will be, and as hard to compress: with a signature made of hashes. Never verifies. For
     * trying whether a credential fits into a symbol before a key is touched.
     */
    public Credential standIn() {
        byte[] noise = new byte[certificate().suite().rawLength()];
        Bytes block = digest();
        for (int i = 0; i < noise.length; i++) {
            if (i > 0 && i % block.length() == 0) {
                block = Sha256.of(block);
            }
            noise[i] = block.at(i % block.length());
        }
        return new Credential(message(Bytes.of(noise)).encode());
    }

    LicenseClaims claims() {
        return claims;
    }

    Bytes header() {
        return header;
    }

    Bytes payload() {
        return payload;
    }

    Bytes toBeSigned() {
        return CoseSign1.toBeSigned(header, payload);
    }

    SingleUse use() {
        return use;
    }

    CoseSign1 message(Bytes signature) {
        return new CoseSign1(
                certificate().suite().coseAlgorithm(),
                KeyIdentifier.of(certificate().certificate()),
                header,
                payload,
                signature);
    }

    /** Identifier and times only. */
    @Override
    public String toString() {
        return "PreparedCredential[" + claims + "]";
    }
}

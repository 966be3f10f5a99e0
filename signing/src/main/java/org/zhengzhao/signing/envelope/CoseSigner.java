package org.zhengzhao.signing.envelope;

import java.math.BigInteger;
import java.security.Provider;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;

/**
 * Makes COSE_Sign1 messages (RFC 9052 §4.2) whose protected header says what the payload is (RFC 9596): algorithm, key
 * identifier, type, and nothing in the unprotected header. The same payload and key give the same octets but for the signature.
 */
public final class CoseSigner {
    private static final CborItem.Pairs NOTHING = new CborItem.Pairs(List.of());

    private final SignatureVerifier signatures;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public CoseSigner(Provider provider) {
        this.signatures = new SignatureVerifier(provider);
    }

    /**
     * Signs a payload. What came back from the key is verified with the certificate before it is handed out.
     *
     * @param type what the payload is: a media type
     * @throws SigningFailedException if the key fails or returns something that does not verify
     */
    public Bytes sign(String type, Bytes payload, SigningKey key) {
        Bytes header = CborWriter.deterministic(new CborItem.Pairs(List.of(
                pair(CoseHeaders.ALGORITHM, CborItem.Whole.of(key.suite().coseAlgorithm())),
                pair(
                        CoseHeaders.KEY_IDENTIFIER,
                        new CborItem.Octets(KeyIdentifier.of(key.certificate()).value())),
                pair(CoseHeaders.TYPE, new CborItem.Text(type)))));
        Bytes signed = toBeSigned(header, payload);
        Bytes signature = key.signRaw(signed.toArray());
        if (!signatures.verifies(
                key.suite(), SignatureForm.RAW, key.certificate().getPublicKey(), signed, signature)) {
            throw new SigningFailedException("the message does not verify");
        }
        return CborWriter.deterministic(new CborItem.Tagged(
                BigInteger.valueOf(CoseMessage.ONE_SIGNER),
                new CborItem.Items(List.of(
                        new CborItem.Octets(header),
                        NOTHING,
                        new CborItem.Octets(payload),
                        new CborItem.Octets(signature)))));
    }

    private static Bytes toBeSigned(Bytes header, Bytes payload) {
        return CborWriter.deterministic(new CborItem.Items(List.of(
                new CborItem.Text("Signature1"),
                new CborItem.Octets(header),
                new CborItem.Octets(Bytes.of(new byte[0])),
                new CborItem.Octets(payload))));
    }

    private static CborItem.Pair pair(int label, CborItem value) {
        return new CborItem.Pair(CborItem.Whole.of(label), value);
    }
}

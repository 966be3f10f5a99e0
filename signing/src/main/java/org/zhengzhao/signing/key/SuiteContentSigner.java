package org.zhengzhao.signing.key;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.zhengzhao.schema.bytes.Bytes;

/** Hands what Bouncy Castle wants signed to a key handle. One object signs one thing. */
public final class SuiteContentSigner implements ContentSigner {
    private final KeyHandle key;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    public SuiteContentSigner(KeyHandle key) {
        this.key = Objects.requireNonNull(key);
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return AlgorithmIdentifiers.signature(key.suite());
    }

    @Override
    public OutputStream getOutputStream() {
        return message;
    }

    @Override
    public byte[] getSignature() {
        return key.sign(SignatureForm.DER, Bytes.of(message.toByteArray())).toArray();
    }
}

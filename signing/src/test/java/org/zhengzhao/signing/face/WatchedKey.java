package org.zhengzhao.signing.face;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;

/** A key that remembers what it was asked to sign, and may sign something else. */
final class WatchedKey implements SigningKey {
    private final SigningKey inner;
    private final UnaryOperator<byte[]> fault;
    final List<Bytes> asked = new ArrayList<>();

    WatchedKey(SigningKey inner) {
        this(inner, message -> message);
    }

    WatchedKey(SigningKey inner, UnaryOperator<byte[]> fault) {
        this.inner = inner;
        this.fault = fault;
    }

    @Override
    public Suite suite() {
        return inner.suite();
    }

    @Override
    public List<X509Certificate> chain() {
        return inner.chain();
    }

    @Override
    public Bytes sign(SignatureForm form, Bytes message) {
        asked.add(message);
        return inner.sign(form, Bytes.of(fault.apply(message.toArray())));
    }
}

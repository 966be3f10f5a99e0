package org.zhengzhao.signing.verify;

import java.time.Instant;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.collect.DocumentReader;
import org.zhengzhao.signing.collect.FactCollector;
import org.zhengzhao.signing.collect.UnreadableDocumentException;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;

/** A document with something wrong, and the code that must come of it. */
record Vector(String name, String code, Bytes document, TrustPolicy policy, Instant at) {
    Vector(String name, String code, Bytes document, TrustStore trust, Instant at) {
        this(name, code, document, TrustPolicy.of(trust), at);
    }

    Facts facts() throws UnreadableDocumentException {
        return new FactCollector(policy.trust(), TestPki.PROVIDER).collect(new DocumentReader().read(document));
    }

    Verdict judge() throws UnreadableDocumentException {
        return Verifier.judge(facts(), policy, at);
    }

    @Override
    public String toString() {
        return name;
    }
}

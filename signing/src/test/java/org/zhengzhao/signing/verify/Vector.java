package org.zhengzhao.signing.verify;

import java.time.Instant;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.collect.Document;
import org.zhengzhao.signing.collect.DocumentReader;
import org.zhengzhao.signing.collect.FactCollector;
import org.zhengzhao.signing.collect.UnreadableDocumentException;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;

/**
 * A document with something wrong, and the code that must come of it.
 *
 * @param answer what a receipt is held against
 */
record Vector(String name, String code, Bytes document, Optional<Bytes> answer, TrustPolicy policy, Instant at) {
    Vector(String name, String code, Bytes document, TrustPolicy policy, Instant at) {
        this(name, code, document, Optional.empty(), policy, at);
    }

    Vector(String name, String code, Bytes document, TrustStore trust, Instant at) {
        this(name, code, document, TrustPolicy.of(trust), at);
    }

    Facts facts() throws UnreadableDocumentException {
        return new FactCollector(policy.trust(), TestPki.PROVIDER)
                .collect(withAnswer(new DocumentReader().read(document)));
    }

    Verdict judge() throws UnreadableDocumentException {
        return Verifier.judge(facts(), policy, at);
    }

    private Document withAnswer(Document read) {
        return answer.isPresent() && read instanceof Document.ReceiptFile receipt
                ? receipt.withAnswer(Sha256.of(answer.get()))
                : read;
    }

    @Override
    public String toString() {
        return name;
    }
}

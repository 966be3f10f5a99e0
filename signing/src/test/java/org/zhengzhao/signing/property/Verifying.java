package org.zhengzhao.signing.property;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.Gap;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.Verdict;

/** A registry of one suite, and a person who verifies what it issues. */
final class Verifying {
    private static final String ASKED = System.getProperty("zhengzhao.properties", "sample");
    /** {@code -Dzhengzhao.properties=all}: every bit instead of a sample, for hours instead of seconds. */
    static final boolean EVERYTHING = ASKED.equals("all");
    /** {@code -Dzhengzhao.properties=structure}: every bit of every octet that says how a document is to be read, for minutes. */
    static final boolean WHOLE_STRUCTURE = EVERYTHING || ASKED.equals("structure");

    private final SigningKey key;
    private final SigningKey recordKey;
    private final DocumentVerification verification;

    Verifying(Suite suite) {
        TestPki pki = new TestPki(suite, Samples.CEREMONY);
        key = pki.sealing(Samples.AUTHORITY, Samples.CEREMONY);
        recordKey = pki.registry(RegistryPurpose.RECORDS, Samples.CEREMONY);
        List<X509Certificate> published = new ArrayList<>(pki.published(key));
        published.add(recordKey.certificate());
        verification =
                new DocumentVerification(TrustPolicy.of(TrustStore.of(published, TestPki.PROVIDER)), TestPki.PROVIDER);
    }

    SigningKey key() {
        return key;
    }

    /** The registry's key for receipts. */
    SigningKey recordKey() {
        return recordKey;
    }

    boolean valid(byte[] document) {
        return verify(document) instanceof Report.Judged judged && judged.verdict() instanceof Verdict.Valid;
    }

    /** Whether nothing is wrong and exactly these things are open. */
    boolean open(byte[] document, List<Gap> gaps) {
        return verify(document) instanceof Report.Judged judged
                && judged.verdict() instanceof Verdict.Undetermined undetermined
                && undetermined.gaps().equals(gaps);
    }

    /** Whether a receipt is valid together with an answer. */
    boolean valid(byte[] receipt, byte[] answer) {
        return verification.verify("receipt", Bytes.of(receipt).stream(), Sha256.of(answer), Samples.NOW)
                        instanceof Report.Judged judged
                && judged.verdict() instanceof Verdict.Valid;
    }

    private Report verify(byte[] document) {
        return verification.verify("document", Bytes.of(document), Samples.NOW);
    }

    /** The bits that are flipped and leave the document valid: none, where all is well. */
    List<Integer> bitsThatDoNotMatter(byte[] document) {
        return IntStream.range(0, document.length * 8)
                .parallel()
                .filter(bit -> valid(flipped(document, bit)))
                .boxed()
                .toList();
    }

    static byte[] flipped(byte[] document, int bit) {
        byte[] changed = document.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }
}

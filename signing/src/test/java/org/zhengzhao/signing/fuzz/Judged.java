package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.JsonReport;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.report.TextReport;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.Verdict;

/** Judges documents as the command line does, and looks at what it would show. */
final class Judged {
    private static final List<TextReport> TEXTS =
            List.of(new TextReport(Language.CHINESE, true), new TextReport(Language.ENGLISH, true));

    private final DocumentVerification verification;

    Judged(TrustStore trust) {
        verification = new DocumentVerification(TrustPolicy.of(trust), TestPki.PROVIDER);
    }

    /** Whether the document is VALID; in any case nothing in its reports may act on a terminal. */
    boolean valid(byte[] document) {
        Report report = verification.verify("document", Bytes.of(document), Samples.NOW);
        for (TextReport text : TEXTS) {
            assertThat(text.text(report).codePoints().filter(Judged::acts)).isEmpty();
        }
        String line = JsonReport.line(report);
        assertThat(line.codePoints().filter(point -> point == '\n' || acts(point)))
                .isEmpty();
        return report instanceof Report.Judged judged
                && Objects.requireNonNull(judged.verdict()) instanceof Verdict.Valid;
    }

    private static boolean acts(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\n';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}

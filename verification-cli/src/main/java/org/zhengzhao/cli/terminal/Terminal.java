package org.zhengzhao.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Objects;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.signing.report.VisibleText;

/**
 * Where a command reads and writes.
 *
 * @param interactive whether a person watches standard error
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, Language language, boolean interactive) {
    public Terminal {
        Objects.requireNonNull(in);
        Objects.requireNonNull(out);
        Objects.requireNonNull(err);
        Objects.requireNonNull(language);
    }

    /** {@code zhengzhao: error: …} and a line that says what to do. */
    public void error(Bilingual message, String subject, Bilingual hint) {
        err.println("zhengzhao: error: " + message.in(language) + about(subject));
        err.println("hint: " + hint.in(language));
    }

    public void warning(Bilingual message, String subject, Bilingual hint) {
        err.println(
                "zhengzhao: " + new Bilingual("注意：", "note: ").in(language) + message.in(language) + about(subject));
        err.println("hint: " + hint.in(language));
    }

    private static String about(String subject) {
        return subject.isEmpty() ? "" : ": " + VisibleText.of(subject);
    }
}

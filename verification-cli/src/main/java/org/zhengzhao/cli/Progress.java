package org.zhengzhao.cli;

import org.zhengzhao.cli.terminal.Terminal;
import org.zhengzhao.schema.text.Bilingual;

/** Says on standard error how far the work is. */
final class Progress {
    /** When progress is shown. */
    enum When {
        AUTO,
        ALWAYS,
        NEVER
    }

    private final Terminal terminal;
    private final int total;
    private final boolean shown;

    Progress(When when, Terminal terminal, int total) {
        this.terminal = terminal;
        this.total = total;
        this.shown = switch (when) {
            case AUTO -> terminal.interactive() && total > 1;
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    void done(int count) {
        if (shown) {
            String word = new Bilingual("已核验", "verified").in(terminal.language());
            terminal.err().print("\r" + word + " " + count + "/" + total + (count == total ? "\n" : ""));
            terminal.err().flush();
        }
    }
}

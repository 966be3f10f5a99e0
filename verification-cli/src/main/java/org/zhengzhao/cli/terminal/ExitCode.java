package org.zhengzhao.cli.terminal;

import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.verify.Verdict;

/** Exit codes, a contract with scripts. The order is that of strength: of several documents the strongest decides. */
public enum ExitCode {
    /** Every document is valid. */
    VALID(0),
    /** At least one input could not be read or is nothing we know. */
    UNREADABLE(12),
    UNDETERMINED(11),
    INVALID(10),
    /** The command was called wrongly. */
    USAGE(2),
    /** A bug of ours. */
    BUG(1);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public ExitCode or(ExitCode other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public static ExitCode of(Report report) {
        return switch (report) {
            case Report.Judged judged ->
                switch (judged.verdict()) {
                    case Verdict.Valid valid -> VALID;
                    case Verdict.Invalid invalid -> INVALID;
                    case Verdict.Undetermined undetermined -> UNDETERMINED;
                };
            case Report.Unreadable unreadable -> UNREADABLE;
        };
    }
}

package org.zhengzhao.cli.check;

import java.security.Provider;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.CheckReport;

/** A kind of check: a thin shell around one class of the library. Used by several threads at once. */
public interface CheckKind {
    /** The word after {@code zhengzhao check}; its help is in {@code check-NAME.zh.txt} and {@code check-NAME.en.txt}. */
    String name();

    List<CheckOption> options();

    /** The largest input that is looked at. */
    int maxOctets();

    /**
     * Reads the options, once for all inputs that have the same ones.
     *
     * @param provider Bouncy Castle, one for the whole run
     */
    InputCheck prepare(CheckOptions options, Provider provider) throws UnusableOptionException;

    /** Judges one input. Throws nothing: whatever an input does is a report. */
    @FunctionalInterface
    interface InputCheck {
        CheckReport check(Bytes input);
    }
}

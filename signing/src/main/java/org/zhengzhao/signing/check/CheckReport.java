package org.zhengzhao.signing.check;

import java.util.Objects;
import org.zhengzhao.schema.json.JsonValue;

/**
 * What a low-level check says of one input.
 *
 * @param code stable word for the reason, in capitals: {@code OK} where the input is accepted
 * @param detail one line for people; never octets of the input
 * @param facts what was read, for machines
 */
public record CheckReport(Outcome outcome, String code, String detail, JsonValue.Members facts) {
    /** The code of every input that is accepted. */
    public static final String OK = "OK";

    public CheckReport {
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(code);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(facts);
        if ((outcome == Outcome.ACCEPT) != code.equals(OK)) {
            throw new IllegalArgumentException("accepted inputs, and only they, have the code OK");
        }
    }

    /** What is to be said of an input. */
    public enum Outcome {
        /** Everything that the check looks at holds. */
        ACCEPT,
        /** It was read, and something does not hold. */
        REJECT,
        /** It is not of this kind, or broken, or larger than the limits. */
        UNREADABLE
    }

    public static CheckReport accept(JsonValue.Members facts) {
        return new CheckReport(Outcome.ACCEPT, OK, "", facts);
    }

    public static CheckReport reject(String code, String detail, JsonValue.Members facts) {
        return new CheckReport(Outcome.REJECT, code, detail, facts);
    }

    public static CheckReport unreadable(String code, String detail) {
        return new CheckReport(Outcome.UNREADABLE, code, detail, JsonValue.Members.EMPTY);
    }
}

package org.zhengzhao.schema.lifecycle;

import java.util.Objects;
import java.util.Optional;

/**
 * The evidence of an act: who decided it, in which document, and why.
 *
 * @param decidedBy the person who decided
 * @param documentNumber number of the document in which it was decided (决定书文号)
 * @param reason in words; must be there for {@link ReasonCode#OTHER}
 */
public record Decision(String decidedBy, String documentNumber, ReasonCode reasonCode, Optional<String> reason) {
    public Decision {
        Objects.requireNonNull(reasonCode);
        if (decidedBy.isBlank()
                || documentNumber.isBlank()
                || reason.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("a decision names who decided and the document");
        }
        if (reasonCode == ReasonCode.OTHER && reason.isEmpty()) {
            throw new IllegalArgumentException("another reason is given in words");
        }
    }

    /** Without the names of people. */
    @Override
    public String toString() {
        return "Decision[" + reasonCode + "]";
    }
}

package org.zhengzhao.signing.receipt;

import java.util.Arrays;

/**
 * The members of a receipt's own part, with their label in CBOR and their name in JSON. Whoever reads a receipt has to
 * understand all of them; what may be passed over is added to the claims set beside it.
 */
enum ReceiptPart {
    AUTHORITY(1, "authority"),
    CLIENT(2, "client"),
    OFFICER(3, "officer"),
    PURPOSE(4, "purpose"),
    MATTER(5, "matter"),
    CASE_NUMBER(6, "caseNumber"),
    OPERATION(7, "operation"),
    OUTCOME(8, "outcome"),
    LICENSES(9, "licenses"),
    FIELDS(10, "fields"),
    PREDICATES(11, "predicates"),
    ANSWER_DIGEST(12, "answerSha256"),
    HOLDER(13, "holder");

    private final int label;
    private final String title;

    ReceiptPart(int label, String title) {
        this.label = label;
        this.title = title;
    }

    int label() {
        return label;
    }

    String title() {
        return title;
    }

    static boolean isKnown(long label) {
        return Arrays.stream(values()).anyMatch(part -> part.label == label);
    }

    static boolean isKnown(String title) {
        return Arrays.stream(values()).anyMatch(part -> part.title.equals(title));
    }
}

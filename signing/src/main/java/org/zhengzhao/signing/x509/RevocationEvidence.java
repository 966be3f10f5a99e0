package org.zhengzhao.signing.x509;

import java.util.List;
import java.util.stream.Stream;

/** CRLs and OCSP responses to be asked about certificates. */
public record RevocationEvidence(List<RevocationList> lists, List<OcspAnswer> answers) {
    public static final RevocationEvidence NONE = new RevocationEvidence(List.of(), List.of());

    public RevocationEvidence {
        lists = List.copyOf(lists);
        answers = List.copyOf(answers);
    }

    /** This and more. */
    public RevocationEvidence and(RevocationEvidence more) {
        return new RevocationEvidence(
                Stream.concat(lists.stream(), more.lists.stream()).toList(),
                Stream.concat(answers.stream(), more.answers.stream()).toList());
    }

    public boolean isEmpty() {
        return lists.isEmpty() && answers.isEmpty();
    }
}

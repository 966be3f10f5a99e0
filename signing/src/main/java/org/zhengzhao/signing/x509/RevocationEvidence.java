package org.zhengzhao.signing.x509;

import java.util.List;

/** CRLs and OCSP responses to be asked about certificates. */
public record RevocationEvidence(List<RevocationList> lists, List<OcspAnswer> answers) {
    public static final RevocationEvidence NONE = new RevocationEvidence(List.of(), List.of());

    public RevocationEvidence {
        lists = List.copyOf(lists);
        answers = List.copyOf(answers);
    }

    public boolean isEmpty() {
        return lists.isEmpty() && answers.isEmpty();
    }
}

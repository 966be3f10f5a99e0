package org.zhengzhao.signing.ofd;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was found out about an OFD document.
 *
 * @param problems of the document as a whole, and then of its signatures; empty where it holds
 * @param uncovered how many parts no signature that holds covers
 */
public record OfdJudgement(List<OfdProblem> problems, List<JudgedSignature> signatures, int parts, int uncovered) {
    public OfdJudgement {
        problems = List.copyOf(problems);
        signatures = List.copyOf(signatures);
    }

    /** How a signature was made. */
    public enum Form {
        /** GM/T 0031, GB/T 38540. */
        SEAL,
        /** GB/T 35275. */
        SIGNED_DATA
    }

    /**
     * One signature.
     *
     * @param sealVersion 1, 4 or 5; empty without a seal
     * @param stamped whether a time-stamp is in it; it is not looked at
     */
    public record JudgedSignature(
            String path,
            Form form,
            Optional<Integer> sealVersion,
            Optional<String> sealName,
            X509Certificate signer,
            Optional<Instant> time,
            int references,
            boolean stamped,
            List<OfdProblem> problems) {
        public JudgedSignature {
            Objects.requireNonNull(path);
            Objects.requireNonNull(form);
            Objects.requireNonNull(sealVersion);
            Objects.requireNonNull(sealName);
            Objects.requireNonNull(signer);
            Objects.requireNonNull(time);
            problems = List.copyOf(problems);
        }
    }
}

package org.zhengzhao.signing.verify;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What is to be said of a document, as known at a stated time (after ETSI EN 319 102-1). */
public sealed interface Verdict {
    Evidence evidence();

    /** Every claim that matters was checked and holds. Made by {@link Verifier} only. */
    record Valid(Evidence evidence, Signer signer, Statement statement, Instant provenAt) implements Verdict {
        public Valid {
            Objects.requireNonNull(signer);
            Objects.requireNonNull(statement);
            Objects.requireNonNull(provenAt);
            if (!evidence.complete()) {
                throw new IllegalArgumentException("not every required check has passed");
            }
        }
    }

    /** Something about the document is proven false. */
    record Invalid(Evidence evidence, List<Failure> failures, List<Gap> gaps) implements Verdict {
        public Invalid {
            Objects.requireNonNull(evidence);
            failures = List.copyOf(failures);
            gaps = List.copyOf(gaps);
            if (failures.isEmpty()) {
                throw new IllegalArgumentException("nothing is invalid without a reason");
            }
        }
    }

    /** Nothing is proven false, and not everything is proven true. */
    record Undetermined(Evidence evidence, List<Gap> gaps) implements Verdict {
        public Undetermined {
            Objects.requireNonNull(evidence);
            gaps = List.copyOf(gaps);
            if (gaps.isEmpty()) {
                throw new IllegalArgumentException("nothing is undetermined without a reason");
            }
        }
    }
}

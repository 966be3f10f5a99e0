package org.zhengzhao.signing.x509;

/** What all evidence of one kind says of one certificate. */
sealed interface RevocationOutcome {
    /** How much it counts beside other evidence: the higher decides. */
    int weight();

    record Known(RevocationFinding finding) implements RevocationOutcome {
        @Override
        public int weight() {
            return finding.status() == RevocationFinding.Status.REVOKED ? 3 : 2;
        }
    }

    /** Some speaks of the certificate, and none of it holds and covers the time. */
    record Broken() implements RevocationOutcome {
        @Override
        public int weight() {
            return 1;
        }
    }

    /** None speaks of it. */
    record Silent() implements RevocationOutcome {
        @Override
        public int weight() {
            return 0;
        }
    }

    default RevocationOutcome or(RevocationOutcome other) {
        return other.weight() > weight() ? other : this;
    }
}

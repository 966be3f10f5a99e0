package org.zhengzhao.signing.verify;

import java.util.List;

/** What one check found. */
sealed interface Finding {
    Outcome outcome();

    record Passed() implements Finding {
        @Override
        public Outcome outcome() {
            return Outcome.PASSED;
        }
    }

    record Failed(List<Failure> failures) implements Finding {
        public Failed {
            failures = List.copyOf(failures);
            if (failures.isEmpty()) {
                throw new IllegalArgumentException("a failed check says why");
            }
        }

        @Override
        public Outcome outcome() {
            return Outcome.FAILED;
        }
    }

    record Open(List<Gap> gaps) implements Finding {
        public Open {
            gaps = List.copyOf(gaps);
            if (gaps.isEmpty()) {
                throw new IllegalArgumentException("an open check says why");
            }
        }

        @Override
        public Outcome outcome() {
            return Outcome.OPEN;
        }
    }

    record NotRun() implements Finding {
        @Override
        public Outcome outcome() {
            return Outcome.NOT_RUN;
        }
    }

    static Finding passed() {
        return new Passed();
    }

    static Finding passedIf(boolean holds, FailureCode otherwise, String subject) {
        return holds ? passed() : failed(otherwise, subject);
    }

    static Finding failed(FailureCode code, String subject) {
        return new Failed(List.of(new Failure(code, subject)));
    }

    static Finding open(GapCode code, String subject) {
        return new Open(List.of(new Gap(code, subject)));
    }

    static Finding notRun() {
        return new NotRun();
    }
}

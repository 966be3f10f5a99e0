package org.zhengzhao.signing.timestamp;

import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;

/** Somebody who makes timestamps. Safe for use by many threads. */
public interface Timestamper {
    /** The hash by which imprints are to be made. */
    HashAlgorithm algorithm();

    /** Asks for a token over an imprint. Failure is an answer: a document is signed all the same, and stamped later. */
    Outcome stamp(Bytes imprint);

    /** How many octets the next token will take, as far as one can tell. */
    int expectedOctets();

    /** What came of it. */
    sealed interface Outcome {
        /** A token that was read, checked and found to be what was asked for. */
        record Stamped(TimestampToken token) implements Outcome {
            public Stamped {
                Objects.requireNonNull(token);
            }
        }

        /**
         * There is none.
         *
         * @param reason one line for operators
         */
        record Failed(String reason) implements Outcome {
            public Failed {
                Objects.requireNonNull(reason);
            }
        }
    }
}

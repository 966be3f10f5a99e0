package org.zhengzhao.signing.report;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.signing.collect.Refusal;
import org.zhengzhao.signing.verify.LicenseSummary;
import org.zhengzhao.signing.verify.ReceiptSummary;
import org.zhengzhao.signing.verify.Signer;
import org.zhengzhao.signing.verify.Statement;
import org.zhengzhao.signing.verify.Verdict;

/** What is to be said of one document. */
public sealed interface Report {
    /** Name of the document as the caller knows it: a path, or {@code -}. Comes from outside; escape it. */
    String document();

    /** The time as of which was judged. */
    Instant asOf();

    /**
     * A document that was looked at.
     *
     * @param kind pdf, qr-picture, qr-text, credential or receipt
     * @param statement what the document says; empty where no signature binds it
     * @param signer who signed; empty where nothing says who
     * @param statusAsOf the time as of which the license's status is known; empty where it was not looked up
     */
    record Judged(
            String document,
            String kind,
            Verdict verdict,
            Optional<Statement> statement,
            Optional<Signer> signer,
            Instant asOf,
            Optional<Instant> statusAsOf)
            implements Report {
        public Judged {
            Objects.requireNonNull(document);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(verdict);
            Objects.requireNonNull(statement);
            Objects.requireNonNull(signer);
            Objects.requireNonNull(asOf);
            Objects.requireNonNull(statusAsOf);
        }

        /** What the document says of a license; empty for a receipt, and where no signature binds it. */
        public Optional<LicenseSummary> license() {
            return statement.flatMap(said -> switch (said) {
                case LicenseSummary license -> Optional.of(license);
                case ReceiptSummary receipt -> Optional.empty();
            });
        }

        /** What the document says of an answer; empty for the faces of a license, and where no signature binds it. */
        public Optional<ReceiptSummary> receipt() {
            return statement.flatMap(said -> switch (said) {
                case LicenseSummary license -> Optional.empty();
                case ReceiptSummary receipt -> Optional.of(receipt);
            });
        }
    }

    /** A document that could not be read, or is nothing we know. */
    record Unreadable(String document, Refusal refusal, Instant asOf) implements Report {
        public Unreadable {
            Objects.requireNonNull(document);
            Objects.requireNonNull(refusal);
            Objects.requireNonNull(asOf);
        }
    }
}

package org.zhengzhao.signing.verify;

import java.util.Optional;
import org.zhengzhao.signing.status.StatusReference;

/** Everything that a verdict needs to know about a document. Collected once, with all I/O and parsing done. */
public sealed interface Facts permits PdfFacts, CredentialFacts, ReceiptFacts {
    Face face();

    /** Whoever signed, whether trusted or not; empty where nothing says who. */
    Optional<SignerFacts> signer();

    /** What the document says of a license; empty where it says nothing readable. */
    Optional<LicenseSummary> license();

    /** Where the license's status is published, as the document says; nothing has been looked up. */
    Optional<StatusReference> status();

    /** What the document says, be it of a license or of an answer; empty where it says nothing readable. */
    default Optional<? extends Statement> statement() {
        return license();
    }
}

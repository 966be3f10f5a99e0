package org.zhengzhao.signing.receipt;

/**
 * What the answer was needed for.
 *
 * @param purpose in words
 * @param matter code of the service matter (事项)
 * @param caseNumber number of the case in the asker's system
 */
public record AskedFor(String purpose, String matter, String caseNumber) {
    public AskedFor {
        ReceiptClaims.requireText(purpose, ReceiptClaims.MAX_TEXT);
        ReceiptClaims.requireText(matter, ReceiptClaims.MAX_TEXT);
        ReceiptClaims.requireText(caseNumber, ReceiptClaims.MAX_TEXT);
    }

    /** The matter only: purpose and case may tell of a person. */
    @Override
    public String toString() {
        return "AskedFor[" + matter + "]";
    }
}

package org.zhengzhao.signing.testkit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.signing.receipt.AskedFor;
import org.zhengzhao.signing.receipt.Asker;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.receipt.ReceiptOperation;
import org.zhengzhao.signing.receipt.ReceiptOutcome;

/** A fictional question, its answer and what a receipt says of them. */
public final class TestReceipts {
    public static final Bytes ANSWER =
            Bytes.utf8("{\"licenses\":[{\"identifier\":\"" + Samples.identifier() + "\",\"status\":\"VALID\"}]}\n");
    /** The answer to another question. */
    public static final Bytes OTHER_ANSWER = Bytes.utf8("{\"licenses\":[]}\n");

    public static final UUID ID = UUID.fromString("019ac5f0-0000-7000-8000-0000000fa4e1");
    public static final Asker ASKER = new Asker(Samples.OTHER_AUTHORITY.code(), "archive-approvals", "fang.yining");
    public static final AskedFor PURPOSE = new AskedFor("餐饮企业备案", "000131015000", "SW-2026-000123");

    private TestReceipts() {}

    /** Of a license that was found, with one predicate. */
    public static ReceiptClaims found() {
        return claims(
                ReceiptOutcome.FOUND,
                List.of(Samples.identifier()),
                List.of("operatorName", "premises"),
                List.of("seats >= 20"),
                ANSWER);
    }

    /** Of a signed "no such license". */
    public static ReceiptClaims notFound() {
        return claims(ReceiptOutcome.NOT_FOUND, List.of(), List.of(), List.of(), OTHER_ANSWER);
    }

    private static ReceiptClaims claims(
            ReceiptOutcome outcome,
            List<LicenseIdentifier> licenses,
            List<String> fields,
            List<String> predicates,
            Bytes answer) {
        return new ReceiptClaims(
                ID,
                TestPki.REGISTRY,
                Samples.ISSUED,
                ASKER,
                PURPOSE,
                Optional.of(Sha256.of(Bytes.utf8("keyed hash"))),
                ReceiptOperation.BY_HOLDER,
                outcome,
                licenses,
                fields,
                predicates,
                Sha256.of(answer));
    }
}

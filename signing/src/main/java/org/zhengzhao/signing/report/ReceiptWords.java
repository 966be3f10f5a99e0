package org.zhengzhao.signing.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.verify.Claim;
import org.zhengzhao.signing.verify.Evidence;
import org.zhengzhao.signing.verify.FailureCode;
import org.zhengzhao.signing.verify.GapCode;

/** What is to be said of a receipt. Codes that licenses have too advise to ask the holder; behind a receipt there is none. */
public final class ReceiptWords {
    private static final Set<FailureCode> OWN = Set.of(
            FailureCode.RECEIPT_MALFORMED,
            FailureCode.ANSWER_DISAGREES,
            FailureCode.REGISTRY_MISMATCH,
            FailureCode.ASKED_OUTSIDE_VALIDITY);
    private static final Bilingual ASK_THE_REGISTRY = new Bilingual(
            "不要采信该回执；请向发证平台按回执编号核对查询记录。",
            "Do not rely on the receipt; ask the registry for the access record with its number.");
    private static final Bilingual ASK_FOR_THE_RECORD =
            new Bilingual("请向发证平台按回执编号核对查询记录。", "Ask the registry for the access record with the receipt's number.");
    private static final Map<GapCode, Bilingual> GAPS = Map.of(
            GapCode.SIGNER_UNKNOWN,
            new Bilingual(
                    "更新信任证书后重试；仍然未知则向发证平台核实。",
                    "Update the trust anchors and try again; if the signer stays unknown, ask the registry."),
            GapCode.SIGNER_NOT_TRUSTED,
            new Bilingual(
                    "任何人都能自制证书：在确认之前不要采信。更新信任证书后重试，或向发证平台核实。",
                    "Anybody can make a certificate: do not rely on it before it is confirmed. Update the trust anchors, or ask the registry."),
            GapCode.CERTIFICATE_EXPIRED,
            new Bilingual(
                    "请向发证平台按回执编号核对查询记录；若只想知道当时的情形，用 --at 指定回执上的查询时间。",
                    "Ask the registry for the access record with its number; to judge as of when it was asked, give that time with --at."),
            GapCode.REVOKED_NO_PROOF_OF_TIME,
            ASK_FOR_THE_RECORD,
            GapCode.COMPROMISED_NO_PROOF_OF_TIME,
            ASK_FOR_THE_RECORD);

    private ReceiptWords() {}

    public static Bilingual advice(FailureCode code) {
        return OWN.contains(code) ? code.advice() : ASK_THE_REGISTRY;
    }

    public static Bilingual advice(GapCode code) {
        return GAPS.getOrDefault(code, code.advice());
    }

    /** What VALID means for a receipt: of the answer only where one was given. */
    public static Bilingual valid(Evidence evidence) {
        return switch (evidence.outcome(Claim.ANSWER_AGREES)) {
            case PASSED ->
                new Bilingual(
                        "回执真实，未被改动，由发证平台签署；答复就是回执所对应的答复。",
                        "Genuine, unaltered and signed by the registry; the answer is the one that it was made for.");
            case FAILED, OPEN, NOT_RUN ->
                new Bilingual(
                        "回执真实，未被改动，由发证平台签署。没有给出答复文件，答复未经比对。",
                        "Genuine, unaltered and signed by the registry. No answer was given, so none was compared.");
        };
    }

    /** What came of comparing the answer. */
    public static Bilingual answer(Evidence evidence) {
        return switch (evidence.outcome(Claim.ANSWER_AGREES)) {
            case PASSED -> new Bilingual("一致", "agrees");
            case FAILED, OPEN -> new Bilingual("不一致", "disagrees");
            case NOT_RUN -> new Bilingual("未给出，未比对", "not given, not compared");
        };
    }

    /** A title and what the receipt says under it. */
    public record Line(Bilingual title, Bilingual value) {}

    /**
     * What the receipt says, in the order in which it is read. The texts come from outside; escape them.
     *
     * @param time the receipt's time as it is shown
     */
    public static List<Line> lines(ReceiptClaims claims, String time) {
        List<Line> lines = new ArrayList<>();
        lines.add(line("查询时间", "Asked", time));
        lines.add(line(
                "查询单位",
                "Asked by",
                claims.asker().authority() + "  " + claims.asker().client()));
        lines.add(line("经办人", "Officer", claims.asker().officer()));
        lines.add(line("用途", "Purpose", claims.askedFor().purpose()));
        lines.add(line("事项", "Matter", claims.askedFor().matter()));
        lines.add(line("办件编号", "Case", claims.askedFor().caseNumber()));
        lines.add(new Line(new Bilingual("查询内容", "Question"), claims.operation().title()));
        lines.add(new Line(new Bilingual("结果", "Outcome"), claims.outcome().title()));
        claims.licenses().stream()
                .map(LicenseIdentifier::value)
                .forEach(license -> lines.add(line("证照标识", "License", license)));
        lines.add(names("提供的字段", "Fields released", claims.fields()));
        if (!claims.predicates().isEmpty()) {
            lines.add(names("只答是否", "Answered yes or no", claims.predicates()));
        }
        claims.holder().ifPresent(hash -> lines.add(line("持证主体（密钥散列）", "Holder (keyed hash)", hash.toHex())));
        lines.add(line("答复 SHA-256", "SHA-256 of answer", claims.answerDigest().toHex()));
        lines.add(line("发证平台", "Registry", claims.registry()));
        lines.add(line("回执编号", "Receipt number", claims.id().toString()));
        return lines;
    }

    private static Line line(String chinese, String english, String value) {
        return new Line(new Bilingual(chinese, english), new Bilingual(value, value));
    }

    private static Line names(String chinese, String english, List<String> names) {
        return new Line(
                new Bilingual(chinese, english),
                names.isEmpty()
                        ? new Bilingual("无", "none")
                        : new Bilingual(String.join("、", names), String.join(", ", names)));
    }
}

package org.zhengzhao.registry.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.signing.collect.Refusal;
import org.zhengzhao.signing.report.ReceiptWords;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.report.VisibleText;
import org.zhengzhao.signing.verify.CheckResult;
import org.zhengzhao.signing.verify.Face;
import org.zhengzhao.signing.verify.Failure;
import org.zhengzhao.signing.verify.Gap;
import org.zhengzhao.signing.verify.GapCode;
import org.zhengzhao.signing.verify.LicenseSummary;
import org.zhengzhao.signing.verify.Outcome;
import org.zhengzhao.signing.verify.ReceiptSummary;
import org.zhengzhao.signing.verify.Signer;
import org.zhengzhao.signing.verify.Verdict;

/**
 * A verdict in words, the most important first.
 *
 * @param status {@code good}, {@code bad}, {@code open} or {@code unread}: the look of the verdict
 * @param confirmed whether what the license says may be relied on
 * @param receipt whether it is a receipt that was looked at
 * @param said what the license or the receipt says, only where a signature binds it
 * @param knownAt as of when the verdict holds, and what was not looked at; may be empty
 * @param codes codes of failures and gaps, for whoever has to report them
 */
record VerdictPage(
        String status,
        String title,
        String meaning,
        List<String> reasons,
        List<String> advice,
        boolean confirmed,
        boolean receipt,
        List<FieldLine> said,
        String knownAt,
        List<CheckLine> checks,
        List<String> codes) {
    private static final Bilingual COMPARE = new Bilingual(
            "请看看下面的姓名、单位和内容，与面前的人和事是否相符。",
            "Compare the name and content below with the person and the matter in front of you.");
    private static final Bilingual ELSEWHERE = new Bilingual(
            "签发的机构不是这里认可的。先不要采信，请向证照上写的颁发机构核实。",
            "Whoever signed is not known here. Do not rely on it yet; ask the authority that the license names.");
    private static final Bilingual ASK_AGAIN = new Bilingual(
            "请持证人重新下载证照再来核验，或者向颁发机构核实。", "Ask the holder to download the license again, or ask the issuing authority.");

    private static final Bilingual LATER = new Bilingual(
            "登记系统现在说不出这份证照的状态。请稍后再核验，或者向颁发机构核实。",
            "The registry cannot say the status of the license now. Verify again later, or ask the issuing authority.");
    private static final Bilingual COMPARE_ANSWER = new Bilingual(
            "请核对下面的查询单位、事项和办件编号。要核对案卷中的答复，请用命令行：zhengzhao verify --answer。",
            "Compare who asked, the matter and the case below. To check the answer in the file, use the command line: zhengzhao verify --answer.");
    private static final Bilingual ELSEWHERE_RECEIPT = new Bilingual(
            "签署者不是这里认可的发证平台。先不要采信，请向回执上写的发证平台核实。",
            "Whoever signed is no registry that is known here. Do not rely on it yet; ask the registry that the receipt names.");

    /** One check and what came of it. */
    record CheckLine(String name, String outcome, String status) {}

    VerdictPage {
        Objects.requireNonNull(status);
        reasons = List.copyOf(reasons);
        advice = List.copyOf(advice);
        said = List.copyOf(said);
        checks = List.copyOf(checks);
        codes = List.copyOf(codes);
    }

    static VerdictPage of(Report report, Language language) {
        return switch (report) {
            case Report.Judged judged -> judged(judged, language);
            case Report.Unreadable unreadable -> unread(unreadable.refusal(), language);
        };
    }

    private static VerdictPage judged(Report.Judged report, Language language) {
        Wording wording = new Wording(language);
        Verdict verdict = report.verdict();
        boolean receipt = verdict.evidence().face() == Face.RECEIPT;
        List<FieldLine> said = report.statement()
                .map(statement -> switch (statement) {
                    case LicenseSummary license -> summary(license, report.signer(), wording);
                    case ReceiptSummary shown -> summary(shown, wording);
                })
                .orElse(List.of());
        List<CheckLine> checks = verdict.evidence().checks().stream()
                .map(check -> line(check, wording))
                .toList();
        String knownAt = knownAt(report, wording);
        return switch (verdict) {
            case Verdict.Valid valid ->
                new VerdictPage(
                        "good",
                        new Bilingual("有效", "Valid").in(language),
                        (receipt
                                        ? ReceiptWords.valid(verdict.evidence())
                                        : new Bilingual(
                                                "证照是真的，内容没有被改动，在有效期内。",
                                                "The license is genuine, unaltered and in force."))
                                .in(language),
                        List.of(),
                        List.of((receipt ? COMPARE_ANSWER : COMPARE).in(language)),
                        true,
                        receipt,
                        said,
                        knownAt,
                        checks,
                        List.of());
            case Verdict.Invalid invalid ->
                new VerdictPage(
                        "bad",
                        new Bilingual("无效", "Invalid").in(language),
                        (receipt
                                        ? new Bilingual("这份回执不能采信。", "This receipt cannot be relied on.")
                                        : new Bilingual("这份证照不能接受。", "This license cannot be accepted."))
                                .in(language),
                        sentences(
                                invalid.failures().stream()
                                        .map(failure -> failure.code().reason()),
                                wording),
                        sentences(
                                invalid.failures().stream()
                                        .map(failure -> receipt
                                                ? ReceiptWords.advice(failure.code())
                                                : failure.code().advice()),
                                wording),
                        false,
                        receipt,
                        said,
                        knownAt,
                        checks,
                        Stream.concat(
                                        invalid.failures().stream().map(VerdictPage::code),
                                        invalid.gaps().stream().map(VerdictPage::code))
                                .toList());
            case Verdict.Undetermined undetermined ->
                new VerdictPage(
                        "open",
                        new Bilingual("无法判定", "Cannot be determined").in(language),
                        new Bilingual(
                                        "现在说不出它是真是假，先不要当作有效。",
                                        "Nobody can say yet whether it is genuine. Do not take it for valid.")
                                .in(language),
                        sentences(
                                undetermined.gaps().stream()
                                        .map(gap -> gap.code().reason()),
                                wording),
                        sentences(
                                undetermined.gaps().stream()
                                        .map(gap -> receipt ? receiptAdvice(gap.code()) : advice(gap.code())),
                                wording),
                        false,
                        receipt,
                        said,
                        knownAt,
                        checks,
                        undetermined.gaps().stream().map(VerdictPage::code).toList());
        };
    }

    private static VerdictPage unread(Refusal refusal, Language language) {
        Wording wording = new Wording(language);
        return new VerdictPage(
                "unread",
                new Bilingual("没有核验成", "Not verified").in(language),
                wording.sentence(refusal.reason()),
                List.of(),
                List.of(wording.sentence(refusal.hint())),
                false,
                false,
                List.of(),
                "",
                List.of(),
                List.of(refusal.name()));
    }

    /** The advice of the code speaks to somebody at a command line where trust and time are concerned. */
    private static Bilingual advice(GapCode code) {
        return switch (code) {
            case NO_TRUST, SIGNER_UNKNOWN, SIGNER_NOT_TRUSTED -> ELSEWHERE;
            case CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID -> ASK_AGAIN;
            case STATUS_LIST_MISSING,
                    STATUS_LIST_BROKEN,
                    STATUS_LIST_SIGNER,
                    STATUS_LIST_EXPIRED,
                    STATUS_LIST_TOO_SHORT,
                    STATUS_LIST_TOO_OLD,
                    STATUS_LIST_NOT_YET_ISSUED -> LATER;
            case REVOCATION_UNKNOWN,
                    REVOKED_NO_PROOF_OF_TIME,
                    TIMESTAMP_NOT_TRUSTED,
                    NOT_A_LICENSE,
                    QR_NOT_READABLE,
                    STATUS_NOT_PUBLISHED,
                    COMPROMISED_NO_PROOF_OF_TIME,
                    RECEIPT_NOT_UNDERSTOOD -> code.advice();
        };
    }

    private static Bilingual receiptAdvice(GapCode code) {
        return advice(code).equals(ELSEWHERE) ? ELSEWHERE_RECEIPT : ReceiptWords.advice(code);
    }

    private static List<String> sentences(Stream<Bilingual> texts, Wording wording) {
        return texts.map(wording::sentence).distinct().toList();
    }

    private static String code(Failure failure) {
        return code(failure.code().name(), failure.subject());
    }

    private static String code(Gap gap) {
        return code(gap.code().name(), gap.subject());
    }

    private static String code(String name, String subject) {
        return subject.isEmpty() ? name : name + " (" + VisibleText.of(subject) + ")";
    }

    private static CheckLine line(CheckResult check, Wording wording) {
        return new CheckLine(
                wording.capital(check.claim().title()),
                word(check.outcome()).in(wording.language()),
                look(check.outcome()));
    }

    private static Bilingual word(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> new Bilingual("✓ 通过", "✓ passed");
            case FAILED -> new Bilingual("✗ 不通过", "✗ failed");
            case OPEN -> new Bilingual("? 无法确定", "? open");
            case NOT_RUN -> new Bilingual("– 未检查", "– not run");
        };
    }

    private static String look(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "good";
            case FAILED -> "bad";
            case OPEN -> "open";
            case NOT_RUN -> "unread";
        };
    }

    private static String knownAt(Report.Judged report, Wording wording) {
        String time = wording.time(report.asOf());
        Bilingual known = new Bilingual("以上判断截至" + time + "。", "As known at " + time + ".");
        if (report.verdict().evidence().face() == Face.RECEIPT) {
            return known.in(wording.language());
        }
        String status = report.statusAsOf()
                .map(looked -> new Bilingual(
                        "证照状态截至" + wording.time(looked) + "。", " Status as of " + wording.time(looked) + "."))
                .orElse(new Bilingual(
                        "没有查询证照后来是否被注销或吊销。", " Whether it was cancelled or revoked since was not looked up."))
                .in(wording.language());
        return known.in(wording.language()) + status;
    }

    private static List<FieldLine> summary(LicenseSummary license, Optional<Signer> signer, Wording wording) {
        Language language = wording.language();
        List<FieldLine> lines = new ArrayList<>();
        lines.add(FieldLine.of(
                new Bilingual("证照", "License").in(language), license.typeName().in(language)));
        license.holders()
                .forEach(holder -> lines.add(FieldLine.asIssued(
                        new Bilingual("持证主体", "Holder").in(language), holder.name() + "\n" + holder.code())));
        lines.add(FieldLine.asIssued(new Bilingual("证照编号", "License number").in(language), license.number()));
        lines.add(FieldLine.of(
                new Bilingual("有效期", "Valid").in(language),
                wording.validity(license.validFrom(), license.validUntil())));
        lines.add(FieldLine.asIssued(
                new Bilingual("颁发机构", "Issuing authority").in(language),
                license.issuingAuthority().name()));
        signer.ifPresent(
                who -> lines.add(FieldLine.asIssued(new Bilingual("电子签章", "Sealed by").in(language), who.name())));
        license.fields().stream()
                .filter(field -> !picture(field.value()))
                .forEach(field ->
                        lines.add(FieldLine.asIssued(field.title().in(language), wording.value(field.value()))));
        lines.add(FieldLine.of(
                new Bilingual("证照标识", "License identifier").in(language),
                license.identifier().value()));
        return lines;
    }

    private static List<FieldLine> summary(ReceiptSummary receipt, Wording wording) {
        return ReceiptWords.lines(
                        receipt.claims(), wording.time(receipt.claims().askedAt()))
                .stream()
                .map(line -> FieldLine.asIssued(
                        line.title().in(wording.language()), line.value().in(wording.language())))
                .toList();
    }

    /** A picture is present as its digest, which tells a person nothing. */
    private static boolean picture(JsonValue value) {
        return value instanceof JsonValue.Text text && text.value().matches("sha-256:[0-9a-f]{64}");
    }
}

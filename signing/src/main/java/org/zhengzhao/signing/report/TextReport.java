package org.zhengzhao.signing.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.signing.verify.CheckResult;
import org.zhengzhao.signing.verify.Face;
import org.zhengzhao.signing.verify.FailureCode;
import org.zhengzhao.signing.verify.Gap;
import org.zhengzhao.signing.verify.GapCode;
import org.zhengzhao.signing.verify.LicenseSummary;
import org.zhengzhao.signing.verify.Outcome;
import org.zhengzhao.signing.verify.ReceiptSummary;
import org.zhengzhao.signing.verify.Signer;
import org.zhengzhao.signing.verify.Verdict;

/** A report as an inspector reads it: the verdict first, then why, what to do, and what the license says. */
public final class TextReport {
    private static final ZoneId ZONE = ValidityPeriod.ZONE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int MAX_VALUE = 400;
    private static final int MAX_TITLE = 32;

    private final Language language;
    private final boolean checks;

    /**
     * @param checks whether every check is listed
     */
    public TextReport(Language language, boolean checks) {
        this.language = language;
        this.checks = checks;
    }

    /** The text, in lines, with a line break at its end. Everything from outside is escaped. */
    public String text(Report report) {
        List<String> lines = new ArrayList<>();
        switch (report) {
            case Report.Judged judged -> judged(judged, lines);
            case Report.Unreadable unreadable -> unreadable(unreadable, lines);
        }
        return String.join("\n", lines) + "\n";
    }

    /** The verdict in one word, with its sign. */
    public static Bilingual word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Valid valid -> new Bilingual("✔ 有效", "✔ VALID");
            case Verdict.Invalid invalid -> new Bilingual("✘ 无效", "✘ INVALID");
            case Verdict.Undetermined undetermined -> new Bilingual("? 无法判定", "? UNDETERMINED");
        };
    }

    private void judged(Report.Judged report, List<String> lines) {
        lines.add(in(word(report.verdict())) + "  " + VisibleText.of(report.document()));
        switch (report.verdict()) {
            case Verdict.Valid valid ->
                lines.add("  "
                        + switch (valid.statement()) {
                            case LicenseSummary license ->
                                say(
                                        "签名真实，内容未被改动，由颁发机构签发，在有效期内。",
                                        "Genuine, unaltered, sealed by the issuing authority, and in force.");
                            case ReceiptSummary receipt -> in(ReceiptWords.valid(valid.evidence()));
                        });
            case Verdict.Invalid invalid -> {
                invalid.failures()
                        .forEach(failure ->
                                reason(failure.code().name(), failure.code().reason(), failure.subject(), lines));
                lines.add("  " + say("怎么办：", "What to do: ")
                        + in(advice(
                                invalid.evidence().face(),
                                invalid.failures().getFirst().code())));
                gaps(invalid.gaps(), lines);
            }
            case Verdict.Undetermined undetermined -> {
                gaps(undetermined.gaps(), lines);
                lines.add("  " + say("怎么办：", "What to do: ")
                        + in(advice(
                                undetermined.evidence().face(),
                                undetermined.gaps().getFirst().code())));
            }
        }
        if (report.statement().isPresent() && !(report.verdict() instanceof Verdict.Valid)) {
            lines.add(say("  以下为文件自称，未经确认：", "  What the document says of itself, unconfirmed:"));
        }
        List<Row> rows = new ArrayList<>();
        report.license().ifPresent(license -> license(license, rows));
        report.receipt().ifPresent(receipt -> receipt(receipt, report.verdict(), rows));
        boolean ofReceipt = report.verdict().evidence().face() == Face.RECEIPT;
        report.signer()
                .ifPresent(signer -> rows.add(
                        new Row(ofReceipt ? say("签署者", "Signed by") : say("签章者", "Sealed by"), signed(signer))));
        rows.add(new Row(
                say("核验时点", "Judged as of"), time(report.asOf()) + (ofReceipt ? "" : status(report.statusAsOf()))));
        lines.addAll(aligned(rows));
        if (checks) {
            lines.add(say("  检查项：", "  Checks:"));
            report.verdict().evidence().checks().forEach(check -> lines.add(check(check)));
        }
    }

    private void unreadable(Report.Unreadable report, List<String> lines) {
        lines.add(say("! 未核验", "! NOT VERIFIED") + "  " + VisibleText.of(report.document()));
        lines.add("  " + in(report.refusal().reason()));
        lines.add("  " + say("怎么办：", "What to do: ") + in(report.refusal().hint()));
    }

    private void gaps(List<Gap> gaps, List<String> lines) {
        gaps.forEach(gap -> reason(gap.code().name(), gap.code().reason(), gap.subject(), lines));
    }

    private void reason(String code, Bilingual reason, String subject, List<String> lines) {
        String about = subject.isEmpty() ? code : code + ": " + VisibleText.of(subject);
        lines.add("  " + in(reason) + say("（", " (") + about + say("）", ")"));
    }

    private static Bilingual advice(Face face, FailureCode code) {
        return face == Face.RECEIPT ? ReceiptWords.advice(code) : code.advice();
    }

    private static Bilingual advice(Face face, GapCode code) {
        return face == Face.RECEIPT ? ReceiptWords.advice(code) : code.advice();
    }

    private String status(Optional<Instant> statusAsOf) {
        return statusAsOf
                .map(status -> say("；状态截至 ", "; status as of ") + time(status))
                .orElseGet(() -> say("；未查询注销、撤销状态", "; whether it was revoked was not looked up"));
    }

    private void receipt(ReceiptSummary receipt, Verdict verdict, List<Row> rows) {
        ReceiptWords.lines(receipt.claims(), time(receipt.claims().askedAt()))
                .forEach(line -> rows.add(new Row(in(line.title()), in(line.value()))));
        rows.add(new Row(say("答复", "Answer"), in(ReceiptWords.answer(verdict.evidence()))));
    }

    private void license(LicenseSummary license, List<Row> rows) {
        rows.add(new Row(say("证照", "License"), in(license.typeName())));
        rows.add(new Row(say("编号", "Number"), license.number()));
        license.holders()
                .forEach(holder -> rows.add(new Row(
                        say("持证主体", "Holder"),
                        holder.name() + "  " + in(holder.codeType().title()) + " " + holder.code())));
        rows.add(new Row(
                say("有效期", "Valid"),
                license.validFrom()
                        + say(" 至 ", " to ")
                        + license.validUntil().map(Object::toString).orElseGet(() -> say("长期", "without end"))));
        rows.add(new Row(
                say("颁发机构", "Issued by"),
                license.issuingAuthority().name() + "  "
                        + license.issuingAuthority().code() + "  " + license.issuedOn()));
        rows.add(new Row(say("证照标识", "Identifier"), license.identifier().value()));
        license.fields().forEach(field -> rows.add(new Row(in(field.title()), value(field.value()))));
    }

    private static String signed(Signer signer) {
        return signer.name() + signer.organisation().map(code -> "  " + code).orElse("");
    }

    private String check(CheckResult check) {
        String mark = switch (check.outcome()) {
            case PASSED -> "✔";
            case FAILED -> "✘";
            case OPEN -> "?";
            case NOT_RUN -> "-";
        };
        String outcome = check.outcome() == Outcome.NOT_RUN ? say("（未做）", " (not done)") : "";
        return "    " + mark + " " + in(check.claim().title()) + outcome + "  "
                + check.claim().id();
    }

    private String value(JsonValue value) {
        String text = plain(value, 0);
        return text.length() > MAX_VALUE ? text.substring(0, text.offsetByCodePoints(0, MAX_VALUE / 2)) + "…" : text;
    }

    private String plain(JsonValue value, int depth) {
        if (depth > 8) {
            return "…";
        }
        return switch (value) {
            case JsonValue.Text text ->
                text.value().startsWith("sha-256:")
                        ? say("（图片）", "(picture)")
                        // Line breaks belong to some fields; shown as a sign, they cannot fake a line of the report.
                        : text.value().replace("\n", " ⏎ ");
            case JsonValue.Whole whole -> Long.toString(whole.value());
            case JsonValue.Flag flag -> flag.value() ? say("是", "yes") : say("否", "no");
            case JsonValue.Items items ->
                items.values().stream().map(item -> plain(item, depth + 1)).collect(Collectors.joining(say("；", "; ")));
            case JsonValue.Members members ->
                members.values().values().stream()
                        .map(item -> plain(item, depth + 1))
                        .collect(Collectors.joining(say("，", ", ")));
        };
    }

    /** A title and a value. */
    private record Row(String title, String value) {
        /** The places that the title takes in a terminal: a Chinese character takes two. */
        int width() {
            return title.codePoints().map(point -> point >= 0x2E80 ? 2 : 1).sum();
        }
    }

    /** The rows with their values below each other; a title beyond the limit pushes only its own value to the right. */
    private static List<String> aligned(List<Row> rows) {
        List<Row> shown = rows.stream()
                .map(row -> new Row(VisibleText.of(row.title()), VisibleText.of(row.value())))
                .toList();
        int column = shown.stream()
                        .mapToInt(Row::width)
                        .filter(width -> width <= MAX_TITLE)
                        .max()
                        .orElse(0)
                + 2;
        return shown.stream()
                .map(row -> "    " + row.title() + " ".repeat(Math.max(1, column - row.width())) + row.value())
                .toList();
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZONE)) + " (UTC+8)";
    }

    private String say(String chinese, String english) {
        return in(new Bilingual(chinese, english));
    }

    private String in(Bilingual text) {
        return text.in(language);
    }
}

package org.zhengzhao.registry.access;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/**
 * Reads as lines of CSV (RFC 4180), for spreadsheets. The file begins with a byte order mark, without which spreadsheets in China take
 * UTF-8 for GBK. A text that a spreadsheet would take for a formula begins with an apostrophe.
 */
final class HolderReadCsv {
    static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String END = "\r\n";
    /** What begins a formula; the last four are what input methods make of the first four. */
    private static final String FORMULA = "=+-@\t\r＝＋－＠";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final List<Bilingual> TITLES = List.of(
            new Bilingual("编号", "number"),
            new Bilingual("最新编号", "latest number"),
            new Bilingual("时间（北京）", "time (Beijing)"),
            new Bilingual("部门", "department"),
            new Bilingual("部门代码", "department code"),
            new Bilingual("经办人", "officer"),
            new Bilingual("用途", "purpose"),
            new Bilingual("事项代码", "matter code"),
            new Bilingual("事项", "matter"),
            new Bilingual("办件编号", "case number"),
            new Bilingual("查询方式", "operation"),
            new Bilingual("结果", "outcome"),
            new Bilingual("证照类型", "license types"),
            new Bilingual("证照标识", "licenses"),
            new Bilingual("提供的内容", "fields"),
            new Bilingual("是否答复", "predicates"),
            new Bilingual("查询记录", "access record"));

    private final Language language;

    HolderReadCsv(Language language) {
        this.language = language;
    }

    String titles() {
        return line(TITLES.stream().map(title -> title.in(language)).toList());
    }

    String line(HolderRead read, HolderCounter counter, Map<LicenseTypeCode, Bilingual> typeNames) {
        return line(List.of(
                Long.toString(read.number()),
                Long.toString(counter.latest()),
                TIME.format(read.at().atZone(ValidityPeriod.ZONE)),
                read.departmentName().in(language),
                read.department(),
                read.officer().orElse(""),
                read.purpose(),
                read.matter(),
                read.matterName().map(name -> name.in(language)).orElse(""),
                read.caseNumber(),
                ReadWords.operation(read.operation()).in(language),
                ReadWords.outcome(read.outcome()).in(language),
                read.types().stream()
                        .map(type -> typeNames.containsKey(type)
                                ? typeNames.get(type).in(language)
                                : type.value())
                        .collect(Collectors.joining("; ")),
                String.join("; ", read.licenses()),
                String.join("; ", read.fields()),
                String.join("; ", read.predicates()),
                read.record().toString()));
    }

    private static String line(List<String> cells) {
        return cells.stream().map(HolderReadCsv::cell).collect(Collectors.joining(",", "", END));
    }

    private static String cell(String text) {
        String plain = ShownText.of(text);
        boolean formula = !plain.isEmpty() && FORMULA.indexOf(plain.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + plain.replace("\"", "\"\"") + '"';
    }
}

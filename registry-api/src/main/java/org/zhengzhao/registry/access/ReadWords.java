package org.zhengzhao.registry.access;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.sharing.ReadOutcome;
import org.zhengzhao.schema.text.Bilingual;

/**
 * What was done and what came of it, in plain words. By names and not by constants: a node also shows what a newer one has
 * recorded.
 */
public final class ReadWords {
    private static final Map<String, Bilingual> OPERATIONS = Map.ofEntries(
            Map.entry("BY_HOLDER", new Bilingual("查询您持有的某类证照", "looked up your licenses of one type")),
            Map.entry("BY_IDENTIFIER", new Bilingual("按证照标识查询一份证照", "looked up one license by its identifier")),
            Map.entry("PDF", new Bilingual("下载证照 PDF 文件", "downloaded the PDF of a license")),
            Map.entry("QR", new Bilingual("取得证照二维码", "fetched the QR code of a license")),
            Map.entry("CREDENTIAL", new Bilingual("取得证照凭证", "fetched the credential of a license")),
            Map.entry("HISTORY", new Bilingual("查询证照的历次变动", "looked up everything that was done to a license")),
            Map.entry(
                    "CHECK_MATTER",
                    new Bilingual("核对您是否具备该事项要求的证照", "checked whether you have what the matter requires")),
            Map.entry(
                    "PREDICATES",
                    new Bilingual("就您的证照询问是或否", "asked about your licenses, to be answered with yes or no")),
            Map.entry("VERIFY_FACTS", new Bilingual("核对所填信息与您的证照是否一致", "compared given facts with your licenses")),
            Map.entry("VERIFY_FILE", new Bilingual("核验一份证照文件", "verified the file of a license")),
            Map.entry("SAMPLE_PAGE", new Bilingual("查看公开的示例页", "looked at a public sample page")));

    private static final Map<String, Bilingual> OUTCOMES = Map.of(
            "FOUND", new Bilingual("已提供", "It was shown"),
            "NOT_FOUND", new Bilingual("没有查到", "Nothing was found"),
            "SATISFIED", new Bilingual("符合要求", "What is required is there"),
            "NOT_SATISFIED", new Bilingual("不符合要求", "What is required is not there"),
            "AGREES", new Bilingual("一致", "They agree"),
            "DIFFERS", new Bilingual("不一致", "They do not agree"),
            "PASSED", new Bilingual("核验通过", "The file passed"),
            "FAILED", new Bilingual("核验未通过", "The file did not pass"),
            "CANNOT_TELL", new Bilingual("无法判断", "It could not be told"));

    private ReadWords() {}

    /** What was done; its name where there are no words for it. */
    public static Bilingual operation(String name) {
        return OPERATIONS.getOrDefault(name, new Bilingual(name, name));
    }

    /** What came of it; its name where there are no words for it. */
    public static Bilingual outcome(String name) {
        Bilingual words = OUTCOMES.get(name);
        if (words != null) {
            return words;
        }
        return Arrays.stream(ReadOutcome.values())
                .filter(outcome -> outcome.name().equals(name))
                .findFirst()
                .flatMap(ReadWords::refusal)
                .orElseGet(() -> new Bilingual(name, name));
    }

    private static Optional<Bilingual> refusal(ReadOutcome outcome) {
        return outcome.refusedWith()
                .map(ProblemType::title)
                .map(title ->
                        new Bilingual("已拒绝，没有提供：" + title.chinese(), "Refused, nothing was shown: " + title.english()));
    }
}

package org.zhengzhao.cli.bundle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.cli.terminal.Terminal;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.bundle.BundleException;
import org.zhengzhao.signing.bundle.BundleKind;
import org.zhengzhao.signing.bundle.BundleTrust.Standing;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.report.VisibleText;

/** What is to be said of a bundle: for people in lines, for programs as one line of JSON. The members are API: add, never rename. */
record BundleReport(String file, Optional<OfflineBundle> bundle, String outcome, String code, String subject) {
    static BundleReport read(String file, OfflineBundle bundle) {
        return new BundleReport(file, Optional.of(bundle), "READ", "", "");
    }

    static BundleReport of(String file, OfflineBundle bundle, Standing standing) {
        return switch (standing) {
            case Standing.Accepted accepted ->
                new BundleReport(
                        file,
                        Optional.of(bundle),
                        "ACCEPTED",
                        accepted.grounds().name(),
                        "");
            case Standing.Refused refused ->
                new BundleReport(
                        file, Optional.of(bundle), "REFUSED", refused.refusal().name(), refused.subject());
        };
    }

    static BundleReport broken(String file, BundleException broken) {
        return new BundleReport(
                file, Optional.empty(), "BROKEN", broken.reason().name(), broken.where());
    }

    String json() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("bundle", text(file));
        members.put("outcome", text(outcome));
        members.put("code", text(code));
        members.put("subject", text(subject));
        bundle.ifPresent(read -> {
            members.put("registry", text(read.terms().registry()));
            members.put("sequence", new JsonValue.Whole(read.terms().sequence()));
            members.put("issuedAt", text(read.terms().issuedAt().toString()));
            members.put("expires", text(read.terms().expires().toString()));
            members.put("fingerprint", text(read.fingerprint().toHex()));
            members.put(
                    "maximumAgeSeconds",
                    new JsonValue.Whole(read.terms().maximumAge().toSeconds()));
            Map<String, JsonValue> ages = new LinkedHashMap<>();
            read.terms().maximumAges().entrySet().stream()
                    .sorted((one, other) ->
                            one.getKey().value().compareTo(other.getKey().value()))
                    .forEach(age -> ages.put(
                            age.getKey().value(),
                            new JsonValue.Whole(age.getValue().toSeconds())));
            members.put("maximumAgeSecondsByType", new JsonValue.Members(ages));
            members.put("octets", new JsonValue.Whole(read.octets().length()));
            Map<String, JsonValue> parts = new LinkedHashMap<>();
            for (BundleKind kind : BundleKind.values()) {
                parts.put(kind.name(), new JsonValue.Whole(count(read, kind)));
            }
            members.put("parts", new JsonValue.Members(parts));
        });
        return VisibleText.inJson(CanonicalJson.textInGivenOrder(new JsonValue.Members(members)));
    }

    /** The lines about a bundle that could be read. */
    List<String> lines(Terminal terminal, Instant now) {
        List<String> lines = new ArrayList<>();
        bundle.ifPresent(read -> {
            lines.add(row(
                    terminal, "登记平台", "Registry", VisibleText.of(read.terms().registry())));
            lines.add(row(terminal, "编号", "Number", Long.toString(read.terms().sequence())));
            Duration age = Duration.between(read.terms().issuedAt(), now);
            lines.add(row(
                    terminal,
                    "签发时间",
                    "Issued",
                    read.terms().issuedAt() + "  (" + say(terminal, "已有 ", "age ") + plain(age) + ")"));
            lines.add(row(
                    terminal,
                    "有效至",
                    "Expires",
                    read.terms().expires()
                            + (now.isBefore(read.terms().expires()) ? "" : say(terminal, "（已过期）", "  (expired)"))));
            lines.add(row(
                    terminal, "状态最长有效期", "Maximum age", plain(read.terms().maximumAge()) + exceptions(terminal, read)));
            lines.add(row(terminal, "密钥指纹", "Fingerprint", read.fingerprint().toHex()));
            lines.add(row(
                    terminal,
                    "内容",
                    "Holds",
                    String.join(
                            say(terminal, "，", ", "),
                            Arrays.stream(BundleKind.values())
                                    .filter(kind -> count(read, kind) > 0)
                                    .map(kind -> count(read, kind) + " "
                                            + title(kind).in(terminal.language()))
                                    .toList())));
            read.catalogue()
                    .forEach((type, name) ->
                            lines.add("    " + type.value() + "  " + VisibleText.of(name.in(terminal.language()))));
        });
        return lines;
    }

    private static String exceptions(Terminal terminal, OfflineBundle read) {
        int others = read.terms().maximumAges().size();
        return others == 0 ? "" : say(terminal, "（" + others + " 类另有规定）", "  (other for " + others + " types)");
    }

    private static Bilingual title(BundleKind kind) {
        return switch (kind) {
            case ANCHOR -> new Bilingual("个信任证书", "anchors");
            case CERTIFICATE -> new Bilingual("个证书", "certificates");
            case REVOCATION_LIST -> new Bilingual("个吊销列表", "revocation lists");
            case CATALOGUE -> new Bilingual("个证照类型目录", "catalogue");
            case RIGHTS -> new Bilingual("个颁发权限表", "table of rights");
            case STATUS_LIST -> new Bilingual("个状态列表", "status lists");
            case COMPROMISED_KEYS -> new Bilingual("个泄露密钥表", "table of compromised keys");
            case SUCCESSION -> new Bilingual("个密钥交接证明", "successions");
        };
    }

    private static long count(OfflineBundle bundle, BundleKind kind) {
        return bundle.manifest().parts().stream()
                .filter(part -> part.kind() == kind)
                .count();
    }

    private static String plain(Duration age) {
        return age.toDays() > 0
                ? String.format(Locale.ROOT, "%d d %d h", age.toDays(), age.toHoursPart())
                : String.format(Locale.ROOT, "%d h %d min", age.toHours(), age.toMinutesPart());
    }

    private static String row(Terminal terminal, String chinese, String english, String value) {
        return "  " + say(terminal, chinese, english) + ": " + value;
    }

    private static String say(Terminal terminal, String chinese, String english) {
        return new Bilingual(chinese, english).in(terminal.language());
    }

    private static JsonValue text(String value) {
        return new JsonValue.Text(value);
    }
}

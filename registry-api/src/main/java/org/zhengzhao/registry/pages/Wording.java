package org.zhengzhao.registry.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.CalendarDate;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/** Dates and values in the words of a language. */
record Wording(Language language) {
    private static final DateTimeFormatter CHINESE_DATE = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT);
    private static final DateTimeFormatter ENGLISH_DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    String date(LocalDate date) {
        return switch (language) {
            case CHINESE -> CHINESE_DATE.format(date);
            case ENGLISH -> ENGLISH_DATE.format(date);
        };
    }

    /** To the minute, in China Standard Time. */
    String time(Instant instant) {
        ZonedDateTime local = instant.atZone(ValidityPeriod.ZONE);
        String zone = language == Language.CHINESE ? "（北京时间）" : " (Beijing time)";
        return date(local.toLocalDate()) + " " + TIME.format(local) + zone;
    }

    String validity(LocalDate first, Optional<LocalDate> last) {
        return switch (language) {
            case CHINESE -> date(first) + last.map(day -> "至" + date(day)).orElse("起，长期有效");
            case ENGLISH ->
                last.map(day -> date(first) + " to " + date(day)).orElse("From " + date(first) + ", without end");
        };
    }

    String list(List<String> items) {
        return String.join(language == Language.CHINESE ? "、" : ", ", items);
    }

    /** A field's value; a calendar date in words, everything else as it stands. */
    String value(JsonValue value) {
        return switch (value) {
            case JsonValue.Text text ->
                CalendarDate.find(text.value()).map(this::date).orElse(text.value());
            case JsonValue.Whole whole -> Long.toString(whole.value());
            case JsonValue.Flag flag -> flag(flag.value());
            case JsonValue.Items items ->
                list(items.values().stream().map(this::value).toList());
            case JsonValue.Members members ->
                members.values().entrySet().stream()
                        .map(member -> member.getKey() + ": " + value(member.getValue()))
                        .collect(Collectors.joining("\n"));
        };
    }

    /** With a capital letter where the language has them. */
    String capital(Bilingual text) {
        String words = text.in(language);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** With a capital letter and a full stop. */
    String sentence(Bilingual text) {
        String words = capital(text);
        boolean ended = words.endsWith(".") || words.endsWith("。");
        return ended ? words : words + (language == Language.CHINESE ? "。" : ".");
    }

    private String flag(boolean value) {
        return switch (language) {
            case CHINESE -> value ? "是" : "否";
            case ENGLISH -> value ? "yes" : "no";
        };
    }
}

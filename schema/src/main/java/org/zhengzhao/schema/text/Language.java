package org.zhengzhao.schema.text;

import java.util.List;
import java.util.Locale;

/** The two languages in which every user-facing text exists. */
public enum Language {
    CHINESE("zh-CN"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The BCP 47 tag. */
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /**
     * The language to answer in, from an {@code Accept-Language} value: the best-weighted of ours, Chinese where none of
     * ours is asked for or the value cannot be read.
     */
    public static Language fromAcceptLanguage(String acceptLanguage) {
        if (acceptLanguage.length() > 200) {
            return CHINESE;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
            for (Locale.LanguageRange range : ranges) {
                if (range.getWeight() > 0) {
                    if (CHINESE.named(range)) {
                        return CHINESE;
                    }
                    if (ENGLISH.named(range)) {
                        return ENGLISH;
                    }
                    if (range.getRange().equals("*")) {
                        return ranges.stream().anyMatch(CHINESE::excluded) ? ENGLISH : CHINESE;
                    }
                }
            }
            return CHINESE;
        } catch (IllegalArgumentException notALanguageList) {
            return CHINESE;
        }
    }

    /** Whether the range is the language itself or one of its regions: not every tag that begins alike. */
    private boolean named(Locale.LanguageRange range) {
        String primary = locale().getLanguage();
        return range.getRange().equals(primary) || range.getRange().startsWith(primary + "-");
    }

    private boolean excluded(Locale.LanguageRange range) {
        return range.getWeight() == 0 && range.getRange().equals(locale().getLanguage());
    }

    /** The language of a locale: English for English ones, Chinese for all others. */
    public static Language fromLocale(Locale locale) {
        return "en".equals(locale.getLanguage()) ? ENGLISH : CHINESE;
    }
}

package org.zhengzhao.schema.text;

import java.util.Objects;

/** A text in Chinese and English. Neither may be empty: a text that exists in one language only is unfinished. */
public record Bilingual(String chinese, String english) {
    public Bilingual {
        Objects.requireNonNull(chinese);
        Objects.requireNonNull(english);
        if (chinese.isBlank() || english.isBlank()) {
            throw new IllegalArgumentException("a text needs both languages");
        }
    }

    public String in(Language language) {
        return switch (language) {
            case CHINESE -> chinese;
            case ENGLISH -> english;
        };
    }
}

package org.zhengzhao.schema.type;

import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.text.Bilingual;

/** Category of holders (持证主体类别), GB/T 36902. */
public enum HolderCategory {
    NATURAL_PERSON("自然人", "natural person"),
    ORGANISATION("法人和其他组织", "organisation"),
    MIXED("混合", "person or organisation"),
    OTHER("其他", "other");

    private final Bilingual title;

    HolderCategory(String chinese, String english) {
        this.title = new Bilingual(chinese, english);
    }

    public Bilingual title() {
        return title;
    }

    /** Whether a holder with a code of that type belongs to this category. */
    public boolean admits(HolderCodeType type) {
        return switch (this) {
            case NATURAL_PERSON -> type.naturalPerson();
            case ORGANISATION -> !type.naturalPerson();
            case MIXED, OTHER -> true;
        };
    }
}

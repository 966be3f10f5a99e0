package org.zhengzhao.schema.type;

import org.zhengzhao.schema.text.Bilingual;

/** Level of an authority (机构级别), GB/T 36902. */
public enum AuthorityLevel {
    NATIONAL("国家级", "national"),
    PROVINCIAL("省级", "provincial"),
    CITY("地市级", "city"),
    COUNTY("区县级", "county"),
    TOWNSHIP("乡镇级", "township"),
    OTHER("其他", "other");

    private final Bilingual title;

    AuthorityLevel(String chinese, String english) {
        this.title = new Bilingual(chinese, english);
    }

    public Bilingual title() {
        return title;
    }
}

package org.zhengzhao.registry.license;

import org.zhengzhao.schema.text.Bilingual;

/** Status of a license (证照状态). Computed from dates, never set by a job. */
public enum LicenseStatus {
    NOT_YET_EFFECTIVE("未生效", "not yet effective"),
    VALID("有效", "valid"),
    EXPIRED("已过期", "expired");

    private final Bilingual title;

    LicenseStatus(String chinese, String english) {
        this.title = new Bilingual(chinese, english);
    }

    public Bilingual title() {
        return title;
    }
}

package org.zhengzhao.schema.type;

import org.zhengzhao.schema.text.Bilingual;

/** Sharing class (共享类型) of government data: 国发〔2016〕51号 and the Government Data Sharing Regulations (Decree 809). */
public enum SharingClass {
    UNCONDITIONAL("无条件共享", "shared unconditionally"),
    CONDITIONAL("有条件共享", "shared on conditions"),
    NOT_SHARED("不予共享", "not shared");

    private final Bilingual title;

    SharingClass(String chinese, String english) {
        this.title = new Bilingual(chinese, english);
    }

    public Bilingual title() {
        return title;
    }
}

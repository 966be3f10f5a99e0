package org.zhengzhao.schema.code;

import org.zhengzhao.schema.text.Bilingual;

/** The kinds of code that this package reads, with the name under which a person knows each. */
public enum CodeKind {
    UNIFIED_SOCIAL_CREDIT_CODE("统一社会信用代码", "unified social credit code"),
    ORGANISATION_CODE("组织机构代码", "organisation code"),
    CITIZEN_NUMBER("公民身份号码", "citizen number"),
    HOLDER_CODE_TYPE("持证主体代码类型代码", "holder code type"),
    HOLDER_CODE("持证主体代码", "holder code"),
    LICENSE_TYPE_CODE("证照类型代码", "license type code"),
    LICENSE_IDENTIFIER("证照标识", "license identifier"),
    AREA_CODE("行政区划代码", "area code");

    private final Bilingual title;

    CodeKind(String chinese, String english) {
        this.title = new Bilingual(chinese, english);
    }

    public Bilingual title() {
        return title;
    }
}

package org.zhengzhao.schema.type;

import java.util.Arrays;
import java.util.Optional;
import org.zhengzhao.schema.text.Bilingual;

/** What a template may show besides the business fields of the type: names that begin with {@code $}. */
public enum DisplayTemplateBuiltin {
    TYPE_NAME("$typeName", "证照名称", "License type"),
    TYPE_NAME_ENGLISH("$typeNameEnglish", "证照名称(英文)", "License type in English"),
    NUMBER("$number", "证照编号", "License number"),
    HOLDER_NAMES("$holderNames", "持证主体", "Holder"),
    HOLDER_CODES("$holderCodes", "持证主体代码", "Holder code"),
    VALIDITY("$validity", "有效期限", "Validity"),
    VALID_FROM("$validFrom", "有效期自", "Valid from"),
    VALID_UNTIL("$validUntil", "有效期至", "Valid until"),
    ISSUED_ON("$issuedOn", "发证日期", "Issued on"),
    ISSUING_AUTHORITY("$issuingAuthority", "发证机关", "Issuing authority"),
    AREA_CODE("$areaCode", "行政区划代码", "Area code"),
    IDENTIFIER("$identifier", "电子证照标识", "E-license identifier");

    private final String reference;
    private final Bilingual title;

    DisplayTemplateBuiltin(String reference, String chinese, String english) {
        this.reference = reference;
        this.title = new Bilingual(chinese, english);
    }

    /** The name under which a template refers to it. */
    public String reference() {
        return reference;
    }

    public Bilingual title() {
        return title;
    }

    /** Whether a name is meant as a builtin; no business field begins so. */
    public static boolean isBuiltin(String name) {
        return name.startsWith("$");
    }

    public static Optional<DisplayTemplateBuiltin> find(String name) {
        return Arrays.stream(values())
                .filter(builtin -> builtin.reference.equals(name))
                .findFirst();
    }
}

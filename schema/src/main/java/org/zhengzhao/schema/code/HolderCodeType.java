package org.zhengzhao.schema.code;

import java.util.Arrays;
import org.zhengzhao.schema.code.MalformedCodeException.Reason;
import org.zhengzhao.schema.text.Bilingual;

/** Dictionary of holder code types (持证主体代码类型), GB/T 36903 Annex A. */
public enum HolderCodeType {
    UNIFIED_SOCIAL_CREDIT_CODE("001", false, "统一社会信用代码", "Unified social credit code"),
    OTHER_ORGANISATION_CODE("099", false, "其他法人或其他组织有效证件代码", "Other organisation document"),
    CITIZEN_NUMBER("111", true, "公民身份号码", "Citizen number"),
    MILITARY_OFFICER("114", true, "中国人民解放军军官证编号", "PLA officer card"),
    ARMED_POLICE_OFFICER("115", true, "中国人民武装警察部队警官证编号", "Armed police officer card"),
    SOLDIER("118", true, "中国人民解放军士兵证编号", "PLA soldier card"),
    ARMED_POLICE_SOLDIER("119", true, "中国人民武装警察部队士兵证编号", "Armed police soldier card"),
    MILITARY_CIVILIAN("120", true, "中国人民解放军文职人员证编号", "PLA civilian staff card"),
    ARMED_POLICE_CIVILIAN("122", true, "中国人民武装警察部队文职人员证编号", "Armed police civilian staff card"),
    DIPLOMATIC_PASSPORT("411", true, "外交护照护照号", "Diplomatic passport"),
    SERVICE_PASSPORT("412", true, "公务护照护照号", "Service passport"),
    PUBLIC_AFFAIRS_PASSPORT("413", true, "公务普通护照护照号", "Passport for public affairs"),
    ORDINARY_PASSPORT("414", true, "普通护照护照号", "Ordinary passport"),
    TAIWAN_PERMIT("511", true, "台湾居民来往大陆通行证号码", "Travel permit for Taiwan residents"),
    HONG_KONG_MACAO_PERMIT("516", true, "港澳居民来往内地通行证号码", "Travel permit for Hong Kong and Macao residents"),
    OTHER_PERSON_CODE("999", true, "其他自然人有效证件代码", "Other personal document");

    private final String code;
    private final boolean naturalPerson;
    private final Bilingual title;

    HolderCodeType(String code, boolean naturalPerson, String chinese, String english) {
        this.code = code;
        this.naturalPerson = naturalPerson;
        this.title = new Bilingual(chinese, english);
    }

    /** The three digits of the dictionary. */
    public String code() {
        return code;
    }

    public boolean naturalPerson() {
        return naturalPerson;
    }

    public Bilingual title() {
        return title;
    }

    /** Finds the entry of a three-digit code. */
    public static HolderCodeType parse(String code) throws MalformedCodeException {
        return Arrays.stream(values())
                .filter(type -> type.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new MalformedCodeException(CodeKind.HOLDER_CODE_TYPE, Reason.UNKNOWN));
    }
}

package org.zhengzhao.registry.policy;

import org.zhengzhao.schema.text.Bilingual;

/** How far a role reaches. Where a rule has several, all of them must hold. */
public enum Scope {
    /** What belongs to the caller's organisation. */
    OWN_ORGANISATION('O', "本机构的", "what belongs to the own organisation"),
    /** What belongs to the caller's organisation or to one below it. */
    OWN_AND_BELOW('B', "本机构及下级机构的", "what belongs to the own organisation or to one below it"),
    /** What a grant of the caller's department covers, and what its own organisation issued. */
    BY_GRANT('G', "授权范围内的，及本机构颁发的", "what a grant covers, and what the own organisation issued"),
    /** Licenses of the region to which the account is limited; all where it is limited to none. */
    OWN_REGION('R', "账号所限地区的（未限定则不限）", "the region of the account, if it is limited to one"),
    /** Licenses of the types to which the account is limited; all where it is limited to none. */
    ASSIGNED_TYPES('T', "账号所限证照类型的（未限定则不限）", "the types of the account, if it is limited to some"),
    /** In the person's own name only. */
    ITSELF('S', "只能以本人名义", "in the own name only");

    private final char letter;
    private final Bilingual title;

    Scope(char letter, String chinese, String english) {
        this.letter = letter;
        this.title = new Bilingual(chinese, english);
    }

    /** Stands for it in the table of the reference. */
    public char letter() {
        return letter;
    }

    public Bilingual title() {
        return title;
    }
}

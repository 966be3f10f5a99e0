package org.zhengzhao.registry.unusual;

import java.util.Arrays;
import java.util.Optional;
import org.zhengzhao.schema.text.Bilingual;

/** By what a read is unusual. None of them proves anything; each is a reason to ask. The names are API: add, never rename. */
public enum UnusualRule {
    UNKNOWN_CASE(
            false,
            "所填办件从未登记，或属于另一事项，查询已被拒绝。",
            "The case named was never opened, or is of another matter; the read was refused."),
    CLOSED_CASE(false, "所填办件已办结，查询已被拒绝。", "The case named was closed; the read was refused."),
    OWN_NAME(
            false,
            "持证人与经办人同姓，且没有登记在办的办件。",
            "The holder has the officer's family name, and there is no registered case that is open."),
    OUTSIDE_HOURS(false, "在工作时间以外或非工作日查询。", "Read outside working hours, or on a day that is no working day."),
    MANY_HOLDERS(true, "同一经办人在短时间内查询了许多持证主体。", "One officer read about many holders within a short time."),
    MANY_NOT_FOUND(
            true,
            "同一经办人在短时间内多次按标识查询不存在的证照，可能在试探。",
            "One officer asked often for identifiers that are none within a short time: this may be guessing.");

    private final boolean counted;
    private final Bilingual words;

    UnusualRule(boolean counted, String chinese, String english) {
        this.counted = counted;
        this.words = new Bilingual(chinese, english);
    }

    /** Whether it is about several reads together. */
    boolean counted() {
        return counted;
    }

    public Bilingual words() {
        return words;
    }

    static Optional<UnusualRule> find(String name) {
        return Arrays.stream(values()).filter(rule -> rule.name().equals(name)).findFirst();
    }
}

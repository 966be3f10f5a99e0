package org.zhengzhao.signing.receipt;

import java.util.Arrays;
import java.util.Optional;
import org.zhengzhao.schema.text.Bilingual;

/** How the registry answered. The names are in receipts that were handed out: add, never rename. */
public enum ReceiptOutcome {
    FOUND("查到", "found"),
    NOT_FOUND("查无此证", "no such license"),
    /** The license type, or what was asked of it, is shared with nobody. */
    NOT_SHARED("不予共享", "not shared"),
    /** No grant covers the question. */
    NOT_GRANTED("未获授权", "not granted"),
    /** A grant covers it, and its cap for the day is used up. */
    CAP_EXHAUSTED("当日额度用尽", "daily cap used up"),
    /** The case, officer or department was not accepted. */
    REFUSED("拒绝", "refused"),
    /** All facts that were given agree. */
    AGREES("信息一致", "the facts agree"),
    /** At least one fact that was given differs. */
    DIFFERS("信息不一致", "the facts differ"),
    /** The file that was given is genuine, unaltered and in force. */
    PASSED("验证通过", "the file passed"),
    /** The file that was given is not. */
    FAILED("验证未通过", "the file did not pass"),
    /** The matter's requirement is satisfied. */
    SATISFIED("满足要求", "the requirement is satisfied"),
    NOT_SATISFIED("不满足要求", "the requirement is not satisfied"),
    CANNOT_TELL("无法判断", "cannot tell");

    private final Bilingual title;

    ReceiptOutcome(String chinese, String english) {
        this.title = new Bilingual(chinese, english);
    }

    public Bilingual title() {
        return title;
    }

    static Optional<ReceiptOutcome> find(String name) {
        return Arrays.stream(values())
                .filter(known -> known.name().equals(name))
                .findFirst();
    }
}

package org.zhengzhao.signing.receipt;

import java.util.Arrays;
import java.util.Optional;
import org.zhengzhao.schema.text.Bilingual;

/** What was asked of the registry. The names are in receipts that were handed out: add, never rename. */
public enum ReceiptOperation {
    BY_IDENTIFIER("按证照标识查询", "license by its identifier"),
    BY_HOLDER("按持证主体查询", "licenses of a holder"),
    PDF("下载证照文件", "PDF of a license"),
    QR("获取证照二维码", "QR symbol of a license"),
    CREDENTIAL("获取证照凭证", "credential of a license"),
    HISTORY("查看证照历史", "history of a license"),
    VERIFY_FACTS("信息验证", "comparison of facts"),
    VERIFY_FILE("文件验证", "verification of a file"),
    CHECK_MATTER("事项核查", "check of what a matter requires");

    private final Bilingual title;

    ReceiptOperation(String chinese, String english) {
        this.title = new Bilingual(chinese, english);
    }

    public Bilingual title() {
        return title;
    }

    static Optional<ReceiptOperation> find(String name) {
        return Arrays.stream(values())
                .filter(known -> known.name().equals(name))
                .findFirst();
    }
}

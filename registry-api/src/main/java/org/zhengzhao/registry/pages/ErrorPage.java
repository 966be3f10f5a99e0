package org.zhengzhao.registry.pages;

import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/**
 * What a person is told when there is no page to show.
 *
 * @param instance number of the occurrence in the log; empty where the log has none
 */
record ErrorPage(String title, String advice, String instance) {
    /** The page for an HTTP status. Says nothing that depends on why: an unknown license looks like any unknown address. */
    static ErrorPage of(int status, String instance, Language language) {
        boolean ours = status == 500;
        return new ErrorPage(title(status).in(language), advice(status).in(language), ours ? instance : "");
    }

    private static Bilingual title(int status) {
        return switch (status) {
            case 404 -> new Bilingual("没有找到这一页", "There is no such page");
            case 413 -> new Bilingual("文件太大", "The file is too large");
            case 500 -> new Bilingual("出了点问题", "Something went wrong");
            case 503 -> new Bilingual("系统正忙", "The service is busy");
            default -> new Bilingual("这样打不开", "This cannot be opened");
        };
    }

    private static Bilingual advice(int status) {
        return switch (status) {
            case 404 ->
                new Bilingual(
                        "地址可能不完整，或者写错了。请核对一下，或者从首页重新开始。",
                        "The address may be incomplete or mistyped. Compare it, or start again from the home page.");
            case 413 ->
                new Bilingual(
                        "最大 20 MB。请选择证照 PDF 原件，或只拍二维码。",
                        "20 MB at most. Choose the original PDF, or photograph the QR code only.");
            case 500 ->
                new Bilingual(
                        "是系统的问题，不是您操作有误。请过一会儿再试；如果还不行，请把下面的编号告诉管理员。",
                        "The fault is ours, not yours. Try again in a while; if it stays, tell the operator the number below.");
            case 503 -> new Bilingual("请过一会儿再试。没有丢失任何内容。", "Try again in a moment. Nothing is lost.");
            default -> new Bilingual("请从首页重新开始。", "Start again from the home page.");
        };
    }
}

package org.zhengzhao.signing.collect;

import org.zhengzhao.schema.text.Bilingual;

/** Why a document was not looked at: it could not be read, or it is nothing we know. No verdict follows from that. */
public enum Refusal {
    EMPTY("文件是空的", "the file is empty", "请重新下载或重新拍摄后再试", "download it again, or take the picture again"),
    TOO_LARGE(
            "文件超过 20 MB",
            "the file is larger than 20 MB",
            "电子证照通常不到 1 MB，请确认选对了文件；照片请缩小后再试",
            "a license has less than 1 MB: check that this is the right file, or make the picture smaller"),
    UNREADABLE("无法读取文件", "the file cannot be read", "请检查路径和读取权限", "check the path and the permission to read it"),
    UNKNOWN_KIND(
            "不是 PDF、图片、二维码文本、凭证或回执",
            "this is no PDF, picture, QR text, credential or receipt",
            "请提供证照 PDF、二维码图片（PNG、JPEG、GIF、BMP）或以 LX1: 开头的文本",
            "give the license PDF, a picture of its QR code (PNG, JPEG, GIF, BMP), or the text that begins with LX1:"),
    PDF_BROKEN(
            "PDF 已损坏，无法解析",
            "the PDF is damaged and cannot be parsed",
            "请重新下载；不要用其他软件另存",
            "download it again; do not save it anew with another program"),
    PDF_ENCRYPTED(
            "PDF 设有密码或加密",
            "the PDF is encrypted",
            "电子证照不加密；请出示从发证平台下载的原始文件",
            "licenses are never encrypted: ask for the original file from the registry"),
    PICTURE_FORMAT(
            "不支持这种图片格式",
            "pictures of this format are not read",
            "请另存为 PNG 或 JPEG 后再试",
            "save it as PNG or JPEG and try again"),
    PICTURE_BROKEN(
            "图片已损坏，无法解码",
            "the picture is damaged and cannot be decoded",
            "请重新拍摄或重新保存图片",
            "take the picture again, or save it again"),
    PICTURE_TOO_LARGE(
            "图片超过 4000 万像素",
            "the picture has more than 40 million pixels",
            "请裁剪到二维码附近后再试",
            "crop it to the QR code and try again"),
    NO_CODE(
            "图片中没有找到二维码",
            "no QR code was found in the picture",
            "请靠近、对正、避免反光后重拍，让二维码占画面一半以上",
            "take it closer, straight and without glare, so that the code fills half of the picture"),
    SEVERAL_CODES(
            "图片中有多个二维码",
            "there are several QR codes in the picture",
            "请裁剪或重拍，只留证照上的一个二维码",
            "crop it or take it again with the license's code only"),
    NOT_OUR_CODE(
            "二维码不是电子证照的二维码",
            "the QR code is no license's",
            "请扫描证照上以 LX1: 开头的二维码",
            "scan the code on the license, whose text begins with LX1:"),
    NOT_A_RECEIPT(
            "不是回执，无法与答复比对",
            "this is no receipt, so no answer can be held against it",
            "请先给出回执文件，再用 --answer 指定答复文件",
            "name the receipt as the document, and the answer with --answer");

    private final Bilingual reason;
    private final Bilingual hint;

    Refusal(String reasonChinese, String reasonEnglish, String hintChinese, String hintEnglish) {
        this.reason = new Bilingual(reasonChinese, reasonEnglish);
        this.hint = new Bilingual(hintChinese, hintEnglish);
    }

    /** What is the matter. */
    public Bilingual reason() {
        return reason;
    }

    /** What to do. */
    public Bilingual hint() {
        return hint;
    }
}

package org.zhengzhao.cli;

import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.trust.MalformedTrustException;

/** What the command says, in both languages. */
final class Words {
    static final Bilingual SEE_HELP =
            new Bilingual("用 zhengzhao 命令 --help 查看用法", "see zhengzhao COMMAND --help for how it is used");
    static final Bilingual UNKNOWN_ARGUMENT = new Bilingual("不认识的选项或命令", "unknown option or command");
    static final Bilingual MISSING_ARGUMENT = new Bilingual("缺少参数", "something is missing");
    static final Bilingual WRONG_VALUE = new Bilingual("选项的值不对", "this option does not take that value");
    static final Bilingual NO_INPUT = new Bilingual("没有指定要核验的文件", "nothing to verify was named");
    static final Bilingual NAME_INPUT = new Bilingual(
            "指定文件或文件夹，或用 - 从标准输入读取，例如：zhengzhao verify --trust trust-anchors.pem license.pdf",
            "name files or folders, or - for standard input, as in: zhengzhao verify --trust trust-anchors.pem"
                    + " license.pdf");
    static final Bilingual ONE_ANSWER = new Bilingual("一个答复只对应一个回执", "one answer goes with one receipt");
    static final Bilingual NAME_RECEIPT = new Bilingual(
            "例如：zhengzhao verify --trust offline.bundle --answer answer.json receipt.cwt",
            "as in: zhengzhao verify --trust offline.bundle --answer answer.json receipt.cwt");
    static final Bilingual ANSWER_UNREADABLE = new Bilingual("无法读取答复文件", "the answer cannot be read");
    static final Bilingual NO_TRUST =
            new Bilingual("没有用 --trust 指定信任证书，任何证照都无法判定为有效", "without --trust no license can be found valid");
    static final Bilingual FETCH_TRUST = new Bilingual(
            "联网时获取离线核验包：zhengzhao bundle fetch https://登记平台地址，以后用 --trust offline.bundle；只要证书可用 /v1/trust-anchors",
            "fetch it once, online: zhengzhao bundle fetch https://REGISTRY, then add --trust offline.bundle;"
                    + " certificates alone are at /v1/trust-anchors");
    static final Bilingual TRUST_UNREADABLE = new Bilingual("无法读取信任证书", "the trust file cannot be read");
    static final Bilingual SEVERAL_BUNDLES = new Bilingual("指定了不止一个离线核验包", "more than one bundle was named");
    static final Bilingual ONE_BUNDLE = new Bilingual(
            "每次核验只用一个登记平台的离线核验包；请分开核验",
            "a bundle speaks for its own registry: name one, and verify the documents of others by themselves");
    static final Bilingual CHECK_PATH = new Bilingual("请检查路径和读取权限", "check the path and the permission to read it");
    static final Bilingual EMPTY_FOLDER = new Bilingual("文件夹里没有可核验的文件", "there is nothing to verify in the folder");
    static final Bilingual CHECK_FOLDER = new Bilingual(
            "隐藏文件和符号链接不会核验；请确认选对了文件夹",
            "hidden files and symbolic links are passed over; check that it is the right folder");
    static final Bilingual BUG = new Bilingual("程序内部错误，没有得出结论", "internal error, nothing was decided");
    static final Bilingual REPORT_BUG = new Bilingual(
            "这是程序的缺陷；请把上面一行连同 zhengzhao --version 的输出报告给维护者",
            "this is a bug of ours: please report the line above together with zhengzhao --version");

    private Words() {}

    static final Bilingual BROKEN_REVOCATION_LIST =
            new Bilingual("信任证书文件里有损坏的吊销列表", "a revocation list in the trust file is broken");
    static final Bilingual FETCH_REVOCATION_LISTS = new Bilingual(
            "请重新下载：curl -sS https://登记平台地址/v1/trust/crls -o revocation-lists.pem",
            "fetch them again: curl -sS https://REGISTRY/v1/trust/crls -o revocation-lists.pem");

    static Bilingual reason(MalformedTrustException.Reason reason) {
        return switch (reason) {
            case TOO_LARGE -> new Bilingual("信任证书文件过大", "the trust file is too large");
            case NO_CERTIFICATE -> new Bilingual("信任证书文件里没有证书", "there is no certificate in the trust file");
            case BROKEN_CERTIFICATE -> new Bilingual("信任证书文件里有损坏的证书", "a certificate in the trust file is broken");
            case PRIVATE_KEY -> new Bilingual("信任证书文件里有私钥", "there is a private key in the trust file");
        };
    }

    static Bilingual hint(MalformedTrustException.Reason reason) {
        return switch (reason) {
            case TOO_LARGE, NO_CERTIFICATE, BROKEN_CERTIFICATE ->
                new Bilingual(
                        "需要 PEM 或 DER 格式的证书；请重新下载：curl -sS https://登记平台地址/v1/trust-anchors -o trust-anchors.pem",
                        "certificates in PEM or DER are needed; fetch them again: curl -sS"
                                + " https://REGISTRY/v1/trust-anchors -o trust-anchors.pem");
            case PRIVATE_KEY ->
                new Bilingual(
                        "不要传递私钥：请从文件中删除，并告知其所有者密钥可能已经泄露",
                        "private keys must not be handed around: remove it, and tell its owner that it may be known to"
                                + " others");
        };
    }
}

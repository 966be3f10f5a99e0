package org.zhengzhao.signing.verify;

import org.zhengzhao.schema.text.Bilingual;

/** Why it cannot be told whether a document is valid. API: add, never rename. Each code has a page in {@code docs/errors}. */
public enum GapCode {
    NO_TRUST(
            "没有提供任何信任证书，无法判断由谁签发。",
            "No trusted certificate was given, so nobody can say who signed.",
            "先下载一次发证平台的信任证书，再用 --trust 指定。",
            "Download the registry's trust anchors once, and name them with --trust."),
    SIGNER_UNKNOWN(
            "签发证书不在信任证书之中，无法核对签名。",
            "The signer's certificate is not among those trusted, so the signature cannot be checked.",
            "更新信任证书后重试；仍然未知则向颁发机构核实。",
            "Update the trust anchors and try again; if the signer stays unknown, ask the issuing authority."),
    SIGNER_NOT_TRUSTED(
            "签发证书不能追溯到信任证书。",
            "The signer's certificate does not lead to a trusted one.",
            "任何人都能自制证书：在确认之前不要采信。更新信任证书后重试，或向颁发机构核实。",
            "Anybody can make a certificate: do not rely on it before it is confirmed. Update the trust anchors, or"
                    + " ask the issuing authority."),
    CERTIFICATE_EXPIRED(
            "签发证书在核验时间已过期，且没有签署时间的证明。",
            "The signer's certificate had expired at that time, and nothing proves when the license was signed.",
            "请持证人重新下载证照，或向颁发机构核实；若只想知道当时的情形，用 --at 指定时间。",
            "Ask for a fresh download, or ask the issuing authority; to judge as of an earlier time, use --at."),
    CERTIFICATE_NOT_YET_VALID(
            "签发证书在核验时间尚未生效。",
            "The signer's certificate was not yet valid at that time.",
            "请核对本机时钟或 --at 的时间。",
            "Check this machine's clock, or the time given with --at."),
    REVOCATION_UNKNOWN(
            "无法判断签发证书是否被吊销。",
            "Whether the signer's certificate was revoked cannot be told.",
            "更新吊销数据后重试，或请持证人重新下载证照。",
            "Get fresh revocation data and try again, or ask the holder for a fresh download."),
    REVOKED_NO_PROOF_OF_TIME(
            "签发证书已被吊销，且没有证据表明证照签署于吊销之前。",
            "The signer's certificate was revoked, and nothing proves that the license was signed before that.",
            "请持证人重新下载证照，或向颁发机构核实。",
            "Ask for a fresh download, or ask the issuing authority."),
    TIMESTAMP_NOT_TRUSTED(
            "时间戳的签发机构不在信任证书之中。",
            "The authority that made a timestamp is not trusted.",
            "把时间戳机构的证书加入信任证书后重试。",
            "Add the timestamp authority's certificate to the trust anchors, and try again."),
    NOT_A_LICENSE(
            "文件有签名，但其中没有本平台的证照数据。",
            "The file is signed, but holds no license of ours.",
            "这不是电子证照文件；请持证人出示证照 PDF 或二维码。",
            "This is no license file; ask the holder for the license PDF or its QR code."),
    QR_NOT_READABLE(
            "页面上没有可读的二维码，无法与证照数据比对。",
            "No QR symbol on the page could be read, so it cannot be compared.",
            "以机器核验的证照数据为准；如需核对纸面，请扫描打印件上的二维码。",
            "Rely on the data shown here; to check paper, scan the QR code on the print."),
    STATUS_NOT_PUBLISHED(
            "证照没有写明在哪里公布状态，无法判断是否已被注销或暂扣。",
            "The license does not say where its status is published, so nobody can say whether it was revoked.",
            "请持证人重新下载证照，或向颁发机构核实。",
            "Ask for a fresh download, or ask the issuing authority."),
    STATUS_LIST_MISSING(
            "离线核验包里没有这份证照的状态列表。",
            "The status list of this license is not in the bundle.",
            "更新离线核验包后重试，或向颁发机构核实。",
            "Update the bundle and try again, or ask the issuing authority."),
    STATUS_LIST_BROKEN(
            "状态列表没有签名、损坏或内容不合规则。",
            "The status list is unsigned or broken, or says something that it cannot say.",
            "重新获取离线核验包后重试；仍然如此请告知登记平台。",
            "Get the bundle again and try once more; if it stays so, tell the registry."),
    STATUS_LIST_SIGNER(
            "状态列表不是由登记平台的状态密钥签署的。",
            "The status list was not signed by a key of the registry for status lists.",
            "不要采信这份状态列表：重新获取离线核验包，并告知登记平台。",
            "Do not believe the list: get the bundle again, and tell the registry."),
    STATUS_LIST_EXPIRED(
            "状态列表或离线核验包已过期，状态未知。",
            "The status list or the bundle has expired, so the status is unknown.",
            "更新离线核验包后重试。",
            "Update the bundle and try again."),
    STATUS_LIST_TOO_SHORT(
            "状态列表里没有这份证照的位置，状态未知。",
            "The status list ends before this license, so the status is unknown.",
            "更新离线核验包后重试；仍然如此请告知登记平台。",
            "Update the bundle and try again; if it stays so, tell the registry."),
    STATUS_LIST_TOO_OLD(
            "状态列表过旧，超过了这类证照允许的最长时间，状态未知。",
            "The status list is older than what this type of license allows, so the status is unknown.",
            "更新离线核验包后重试，或向颁发机构核实。",
            "Update the bundle and try again, or ask the issuing authority."),
    STATUS_LIST_NOT_YET_ISSUED(
            "状态列表签发于核验时间之后，不能说明当时的状态。",
            "The status list was issued after the time that is judged, so it does not say what was true then.",
            "请核对本机时钟或 --at 的时间；当时的状态请向颁发机构查询。",
            "Check this machine's clock, or the time given with --at; the issuing authority knows what was true then."),
    COMPROMISED_NO_PROOF_OF_TIME(
            "签发密钥已经泄露，且没有证据表明证照签署于泄露之前。",
            "The signer's key was in the wrong hands, and nothing proves that the license was signed before that.",
            "请持证人重新下载证照，或向颁发机构核实。",
            "Ask for a fresh download, or ask the issuing authority."),
    RECEIPT_NOT_UNDERSTOOD(
            "回执含有本版本不认识的内容。",
            "The receipt says something that this version does not know.",
            "更新 zhengzhao 程序后重新核验。",
            "Update zhengzhao, and verify the receipt again.");

    private final Bilingual reason;
    private final Bilingual advice;

    GapCode(String reasonChinese, String reasonEnglish, String adviceChinese, String adviceEnglish) {
        this.reason = new Bilingual(reasonChinese, reasonEnglish);
        this.advice = new Bilingual(adviceChinese, adviceEnglish);
    }

    /** What is the matter, in one sentence. */
    public Bilingual reason() {
        return reason;
    }

    /** What the person who verifies may do. */
    public Bilingual advice() {
        return advice;
    }
}

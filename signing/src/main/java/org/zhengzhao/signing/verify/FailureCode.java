package org.zhengzhao.signing.verify;

import org.zhengzhao.schema.text.Bilingual;

/** Why a document is not valid. API: add, never rename. Each code has a page in {@code docs/errors}. */
public enum FailureCode {
    NO_SIGNATURE(
            "文件没有电子签名。",
            "The file carries no signature.",
            "请持证人出示从发证平台下载的原始 PDF，不要打印后再扫描或另存。",
            "Ask the holder for the original PDF from the registry, not a print, scan or copy of it."),
    SEVERAL_SIGNATURES(
            "文件含有不止一个签名。",
            "The file carries more than one signature.",
            "请持证人重新从发证平台下载证照。",
            "Ask the holder to download the license again from the registry."),
    BYTE_RANGE_BROKEN(
            "签名的覆盖范围（ByteRange）不合规则。",
            "The range that the signature covers (ByteRange) breaks the rules.",
            "文件可能被人为构造，请不要采信，并向颁发机构核实。",
            "The file may be forged: do not accept it, and ask the issuing authority."),
    CONTENT_NOT_COVERED(
            "文件中有签名未覆盖的内容，签署后被添加或修改过。",
            "The file holds something that the signature does not cover: it was changed after signing.",
            "不要采信；请持证人重新从发证平台下载证照。",
            "Do not accept it; ask the holder to download the license again from the registry."),
    CHANGED_AFTER_SIGNING(
            "签署之后，文件被以不允许的方式修改过。",
            "The file was changed after signing in a way that is not allowed.",
            "不要采信；请持证人重新从发证平台下载证照。",
            "Do not accept it; ask the holder to download the license again from the registry."),
    SIGNATURE_FORMAT(
            "签名数据的格式不是证照使用的 PAdES 格式。",
            "The signature is not in the PAdES form that licenses have.",
            "不要采信；请持证人重新从发证平台下载证照。",
            "Do not accept it; ask the holder to download the license again from the registry."),
    SIGNED_ATTRIBUTES(
            "签名缺少必需的签名属性，或属性互相矛盾。",
            "A signed attribute that must be there is missing or contradicts the signature.",
            "不要采信，并向颁发机构核实。",
            "Do not accept it, and ask the issuing authority."),
    ALGORITHM_NOT_ALLOWED(
            "签名使用了不允许的算法。",
            "The signature uses an algorithm that is not allowed.",
            "不要采信，并向颁发机构核实。",
            "Do not accept it, and ask the issuing authority."),
    HASH_MISMATCH(
            "内容与签名时不同，已被改动。",
            "The content is not what was signed: it has been altered.",
            "不要采信；请持证人重新从发证平台下载证照，必要时按伪造变造证照处理。",
            "Do not accept it; ask for a fresh download, and treat it as a forged document where that is called for."),
    SIGNATURE_BROKEN(
            "签名不是该证书所签，内容或签名被改动。",
            "The signature is not the certificate's: content or signature was altered.",
            "不要采信；请持证人重新下载证照或出示原始二维码，必要时按伪造变造证照处理。",
            "Do not accept it; ask for a fresh download or the original QR code, and treat it as a forged document"
                    + " where that is called for."),
    KEY_USAGE(
            "签发证书不允许用于签章。",
            "The signer's certificate may not be used for sealing.",
            "不要采信，并向颁发机构核实。",
            "Do not accept it, and ask the issuing authority."),
    REVOKED_BEFORE_SIGNING(
            "签署时签发证书已被吊销。",
            "The signer's certificate had been revoked when the license was signed.",
            "不要采信，并向颁发机构核实。",
            "Do not accept it, and ask the issuing authority."),
    TIMESTAMP_BROKEN(
            "时间戳损坏，或针对的是别的内容。",
            "A timestamp is broken, or was made over something else.",
            "不要采信；请持证人重新从发证平台下载证照。",
            "Do not accept it; ask the holder to download the license again from the registry."),
    ISSUER_MISMATCH(
            "签章机构不是证照上的颁发机构。",
            "Whoever signed is not the issuing authority that the license names.",
            "不要采信，并向证照上的颁发机构核实。",
            "Do not accept it, and ask the authority that the license names."),
    ISSUER_NOT_ENTITLED(
            "该颁发机构无权颁发这一类证照。",
            "The issuing authority may not issue licenses of this type.",
            "不要采信，并向该类证照的主管部门核实。",
            "Do not accept it, and ask the department that is in charge of this license type."),
    LICENSE_UNREADABLE(
            "文件内的证照数据无法读取。",
            "The license inside the file cannot be read.",
            "请持证人重新从发证平台下载证照。",
            "Ask the holder to download the license again from the registry."),
    LICENSE_NOT_CANONICAL(
            "文件内的证照数据不是规范形式。",
            "The license inside the file is not in its canonical form.",
            "请持证人重新从发证平台下载证照，并告知颁发机构。",
            "Ask the holder to download the license again, and tell the issuing authority."),
    CODE_INVALID(
            "证照标识或代码的校验不通过。",
            "An identifier or code does not pass its check.",
            "不要采信，并向颁发机构核实。",
            "Do not accept it, and ask the issuing authority."),
    NOT_YET_EFFECTIVE(
            "证照尚未生效。",
            "The license is not yet in force.",
            "在生效日期之前不能使用；请核对有效期起始日和本机时钟。",
            "It cannot be used before its first day; compare that day, and this machine's clock."),
    EXPIRED(
            "证照已过有效期。",
            "The license has expired.",
            "请持证人办理延续或换证，或出示现行有效的证照。",
            "Ask the holder for a license that is in force; it may have to be renewed."),
    CREDENTIAL_MISSING(
            "文件内没有二维码凭证。",
            "The credential is missing from the file.",
            "请持证人重新从发证平台下载证照。",
            "Ask the holder to download the license again from the registry."),
    FACES_DISAGREE(
            "证照的几种形式（数据、凭证、页面二维码）互相不一致。",
            "The faces of the license (data, credential, QR symbol on the page) disagree.",
            "不要采信：二维码可能来自另一本证照。请向颁发机构核实。",
            "Do not accept it: the QR symbol may be another license's. Ask the issuing authority."),
    VISIBLE_TEXT_DISAGREES(
            "页面上的文字与证照数据不一致。",
            "The text on the pages does not say what the license says.",
            "不要采信，并向颁发机构核实。",
            "Do not accept it, and ask the issuing authority."),
    QR_TEXT_BROKEN(
            "二维码文本损坏或不完整。",
            "The QR text is damaged or incomplete.",
            "请重新扫描原始二维码；手工抄录或截断的文本不能核验。",
            "Scan the original QR code again; text that was typed or cut off cannot be verified."),
    CREDENTIAL_MALFORMED(
            "凭证的编码不符合规定格式。",
            "The credential is not in the form that credentials have.",
            "请重新扫描原始二维码；仍然如此则不要采信。",
            "Scan the original QR code again; if it stays so, do not accept it."),
    ISSUED_IN_THE_FUTURE(
            "凭证的签发时间在将来。",
            "The credential claims to be issued in the future.",
            "请核对本机时钟；时钟无误则不要采信，并向颁发机构核实。",
            "Check this machine's clock; if it is right, do not accept the license, and ask the issuing authority."),
    LICENSE_INVALIDATED(
            "证照已失效：登记平台已公布其被撤回、撤销、吊销、注销或转出。",
            "The license is no longer valid: the registry has published that it was withdrawn, annulled, revoked,"
                    + " cancelled or transferred.",
            "不要采信；具体原因请向颁发机构查询。",
            "Do not accept it; the issuing authority can say why."),
    LICENSE_SUSPENDED(
            "证照已被暂扣，目前不能使用。",
            "The license is suspended: it cannot be used now.",
            "暂扣期间不要采信；更新离线核验包后可再次核验，或向颁发机构核实。",
            "Do not accept it while it is suspended; verify again with a newer bundle, or ask the issuing authority."),
    LICENSE_SUPERSEDED(
            "证照已被新的版本取代。",
            "The license has been replaced by a newer version.",
            "请持证人出示新版证照；括号内是新版的证照标识。",
            "Ask the holder for the newer version, whose identifier stands in brackets."),
    SIGNED_AFTER_COMPROMISE(
            "签发密钥已经泄露，而证照自称签署于泄露之后。",
            "The signer's key was in the wrong hands, and the license says that it was signed after that.",
            "不要采信，并向颁发机构核实，必要时按伪造变造证照处理。",
            "Do not accept it, ask the issuing authority, and treat it as a forged document where that is called for."),
    RECEIPT_MALFORMED(
            "回执的编码不符合规定格式。",
            "The receipt is not in the form that receipts have.",
            "请从案卷中重新取出原始回执文件；仍然如此则不要采信，并向发证平台按回执编号核实。",
            "Take the original receipt from the file again; if it stays so, do not rely on it, and ask the registry by the receipt's number."),
    ANSWER_DISAGREES(
            "答复不是回执所对应的答复。",
            "The answer is not the one that the receipt was made for.",
            "请核对是否选错了文件、是否另存时改动过；否则不要采信该答复，并向发证平台按回执编号核实。",
            "Check that it is the right file, and that no program has rewritten it; else do not rely on the answer, and ask the registry by the receipt's number."),
    REGISTRY_MISMATCH(
            "签署者不是回执上写的发证平台。",
            "Whoever signed is not the registry that the receipt names.",
            "不要采信，并向回执上写的发证平台核实。",
            "Do not rely on it, and ask the registry that the receipt names."),
    ASKED_OUTSIDE_VALIDITY(
            "回执上的查询时间在将来，或不在签署证书的有效期内。",
            "The receipt says that it was asked in the future, or outside the validity of its signer's certificate.",
            "请核对本机时钟或 --at 的时间；时间无误则不要采信，并向发证平台按回执编号核实。",
            "Check this machine's clock, or the time given with --at; if it is right, do not rely on it, and ask the registry by the receipt's number.");

    private final Bilingual reason;
    private final Bilingual advice;

    FailureCode(String reasonChinese, String reasonEnglish, String adviceChinese, String adviceEnglish) {
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

package org.zhengzhao.signing.verify;

import java.util.Arrays;
import java.util.List;
import org.zhengzhao.schema.text.Bilingual;

/** What the checks look at, one claim each, in the order in which reports list them. The names are API: add, never rename. */
public enum Claim {
    HAS_SIGNATURE("hasSignature", Required.PDF, "文件有且只有一个电子签名", "the file has exactly one signature"),
    SIGNATURE_COVERS_WHOLE_FILE(
            "signatureCoversWholeFile", Required.PDF, "签名覆盖整个文件", "the signature covers the whole file"),
    LATER_UPDATES_PERMITTED(
            "laterUpdatesPermitted",
            Required.PDF,
            "签署后只追加了允许的验证数据和时间戳",
            "after signing nothing was added but evidence and timestamps"),
    SIGNATURE_WELL_FORMED("signatureWellFormed", Required.PDF, "签名格式符合 PAdES", "the signature is well-formed PAdES"),
    SIGNED_ATTRIBUTES_COMPLETE(
            "signedAttributesComplete", Required.PDF, "签名属性完整", "the signed attributes are complete"),
    CREDENTIAL_WELL_FORMED("credentialWellFormed", Required.CREDENTIAL, "凭证编码正确", "the credential is well-formed"),
    RECEIPT_WELL_FORMED("receiptWellFormed", Required.RECEIPT, "回执编码正确", "the receipt is well-formed"),
    ALGORITHM_ALLOWED("algorithmAllowed", Required.EVERY, "签名算法允许使用", "the signature algorithm is allowed"),
    CONTENT_UNCHANGED("contentUnchanged", Required.PDF, "内容摘要一致", "the content has the digest that was signed"),
    SIGNER_KNOWN("signerKnown", Required.KEY_IDENTIFIER, "签发证书可唯一确定", "the signer's certificate is known, and one"),
    SIGNATURE_GENUINE("signatureGenuine", Required.EVERY, "签名值真实", "the signature is the signer's"),
    SIGNER_TRUSTED("signerTrusted", Required.EVERY, "签发证书可信且在有效期内", "the signer's certificate leads to a trusted one"),
    SIGNER_NOT_REVOKED(
            "signerNotRevoked", Required.NEVER, "签署时签发证书未被吊销", "the certificate was not revoked when it signed"),
    SIGNER_NOT_COMPROMISED(
            "signerNotCompromised", Required.NEVER, "签署时签发密钥未泄露", "the key was the signer's alone when it signed"),
    TIMESTAMPS_HOLD("timestampsHold", Required.NEVER, "时间戳真实且可信", "the timestamps hold, and are trusted"),
    KEY_USAGE_FITS("keyUsageFits", Required.EVERY, "证书用途允许签署", "the certificate may be used for this"),
    SIGNER_IS_REGISTRY(
            "signerIsRegistry", Required.RECEIPT, "签署者就是回执上的发证平台", "the signer is the registry that the receipt names"),
    ASKED_WHILE_SIGNER_VALID(
            "askedWhileSignerValid",
            Required.RECEIPT,
            "查询时间在签署证书有效期内",
            "it was asked while the signer's certificate was valid"),
    LICENSE_INSIDE("licenseInside", Required.PDF, "文件内含可读的证照数据", "a readable license is inside"),
    LICENSE_CANONICAL("licenseCanonical", Required.PDF, "证照数据为规范形式", "the license inside is in canonical form"),
    CODES_VALID("codesValid", Required.BOTH, "证照标识和代码有效", "identifier and codes are valid"),
    ISSUER_IS_SIGNER("issuerIsSigner", Required.BOTH, "签章机构就是颁发机构", "the signer is the issuing authority"),
    ISSUER_MAY_ISSUE_TYPE(
            "issuerMayIssueType", Required.NEVER, "颁发机构有权颁发该类证照", "the issuing authority may issue that type"),
    LICENSE_IN_FORCE("licenseInForce", Required.BOTH, "证照在有效期内", "the license is in force"),
    CREDENTIAL_INSIDE_HOLDS("credentialInsideHolds", Required.PDF, "内嵌二维码凭证真实", "the embedded credential holds"),
    FACES_AGREE("facesAgree", Required.PDF, "证照数据与凭证一致", "license and credential agree"),
    QR_ON_PAGE_AGREES("qrOnPageAgrees", Required.PDF, "页面二维码与凭证一致", "the QR symbol on the page agrees"),
    VISIBLE_TEXT_AGREES("visibleTextAgrees", Required.PDF, "页面文字与证照数据一致", "the text on the pages agrees"),
    ANSWER_AGREES("answerAgrees", Required.NEVER, "答复与回执一致", "the answer is the receipt's"),
    STATUS_LOOKED_UP("statusLookedUp", Required.NEVER, "已查询证照状态", "the license's status was looked up");

    /** For which faces a verdict of VALID needs the claim. */
    private enum Required {
        PDF,
        CREDENTIAL,
        /** Both faces of a license. */
        BOTH,
        RECEIPT,
        /** What names its signer by a key identifier: credentials and receipts. */
        KEY_IDENTIFIER,
        EVERY,
        /** Reported, so that nobody takes it for done. */
        NEVER
    }

    private final String id;
    private final Required required;
    private final Bilingual title;

    Claim(String id, Required required, String chinese, String english) {
        this.id = id;
        this.required = required;
        this.title = new Bilingual(chinese, english);
    }

    /** The name in machine-readable reports. */
    public String id() {
        return id;
    }

    public Bilingual title() {
        return title;
    }

    /** The claims without which no document of that face is valid. */
    public static List<Claim> requiredFor(Face face) {
        return Arrays.stream(values())
                .filter(claim -> switch (claim.required) {
                    case PDF -> face == Face.PDF;
                    case CREDENTIAL -> face == Face.CREDENTIAL;
                    case BOTH -> face != Face.RECEIPT;
                    case RECEIPT -> face == Face.RECEIPT;
                    case KEY_IDENTIFIER -> face != Face.PDF;
                    case EVERY -> true;
                    case NEVER -> false;
                })
                .toList();
    }
}

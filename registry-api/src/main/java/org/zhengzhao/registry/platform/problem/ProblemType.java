package org.zhengzhao.registry.platform.problem;

import java.util.Locale;
import org.zhengzhao.schema.text.Bilingual;

/**
 * Every kind of error that the API answers with. The slug is API: add, never rename. Each has an entry in
 * {@code docs/reference/problems.md}.
 */
public enum ProblemType {
    MALFORMED_JSON(400, "请求正文不是有效的 JSON", "The request body is not valid JSON"),
    INVALID_PARAMETER(400, "请求参数不正确", "A request parameter is not correct"),
    MISSING_PARAMETER(400, "缺少必填参数", "A required parameter is missing"),
    INVALID_IDEMPOTENCY_KEY(400, "幂等键不正确", "The idempotency key is not correct"),
    AUTHENTICATION_REQUIRED(401, "需要访问令牌", "An access token is required"),
    TOKEN_INVALID(401, "访问令牌无效", "The access token is not valid"),
    TOKEN_EXPIRED(401, "访问令牌已过期", "The access token has expired"),
    NOT_AUTHORISED(403, "没有此项权限", "Not authorised to do this"),
    TYPE_NOT_AUTHORISED(403, "本机构无权颁发此类证照", "This authority may not issue licenses of this type"),
    NOT_ISSUING_AUTHORITY(403, "只有颁发机构可以办理", "Only the issuing authority may do this"),
    TYPE_NOT_ASSIGNED(403, "此账号不办理此类证照", "This account is limited to other license types"),
    REGION_NOT_ASSIGNED(403, "此账号不办理此地区的证照", "This account is limited to another region"),
    PERSON_REQUIRED(403, "须由个人账号办理", "An account of one person is required"),
    SAME_PERSON(403, "须由另一人办理", "Somebody else has to do this"),
    NOT_DRAFT_MAKER(403, "只有起草人可以办理", "Only the person who made the draft may do this"),
    NOT_SHARED(403, "此类证照不予共享", "Licenses of this type are not shared"),
    GRANT_REQUIRED(403, "没有查询此类证照的授权", "There is no grant for this type and matter"),
    GRANT_EXPIRED(403, "授权不在有效期内", "The grant is not in force"),
    WHOLE_NOT_GRANTED(403, "授权不包括整份证照", "The grant does not cover the whole license"),
    PREDICATES_ONLY(403, "授权只允许是或否的答复", "The grant covers answers of yes or no only"),
    FACTS_NOT_GRANTED(403, "授权不包括所比对的内容", "The grant does not cover what is to be compared"),
    PREDICATE_NOT_GRANTED(403, "授权不包括所问的问题", "The grant does not cover the question"),
    FOREIGN_REGION(403, "授权的地区内没有此证照", "There is no such license in the region of the grant"),
    OFFICER_NOT_ACTIVE(403, "经办人不在册或不在岗", "The officer is not registered or not active"),
    MATTER_NOT_REGISTERED(403, "本部门没有登记此事项", "The department has no such matter"),
    OFFICER_NOT_CALLER(403, "经办人不是登录者本人", "The officer is not who has logged in"),
    ORGANISATION_NOT_REGISTERED(403, "登录者的单位没有登记", "The organisation of the login is not registered"),
    CASE_CLOSED(403, "办件已办结", "The case is closed"),
    CASE_NOT_REGISTERED(403, "办件没有登记", "The case is not registered"),
    NOT_FOUND(404, "没有此资源", "There is no such resource"),
    UNKNOWN_LICENSE_TYPE(404, "没有此证照类型", "There is no such license type"),
    UNKNOWN_KEY(404, "没有此密钥", "There is no such key"),
    UNKNOWN_STATUS_LIST(404, "没有此状态列表", "There is no such status list"),
    UNKNOWN_AUTHORITY(404, "没有此机构", "There is no such authority"),
    UNKNOWN_LICENSE(404, "没有此证照", "There is no such license"),
    UNKNOWN_RECEIPT(404, "没有此回执", "There is no such receipt"),
    UNKNOWN_UNUSUAL_READ(404, "没有此异常查询", "There is no such unusual read"),
    UNKNOWN_EVENT(404, "没有此事件", "There is no such event"),
    UNKNOWN_DRAFT(404, "没有此草稿", "There is no such draft"),
    UNKNOWN_REGION(404, "没有此区划", "There is no such region"),
    UNKNOWN_DEPARTMENT(404, "没有此部门", "There is no such department"),
    UNKNOWN_OFFICER(404, "没有此经办人", "There is no such officer"),
    UNKNOWN_MATTER(404, "没有此事项", "There is no such matter"),
    UNKNOWN_CASE(404, "没有此办件", "There is no such case"),
    UNKNOWN_CALENDAR_YEAR(404, "没有该年的日历", "There is no calendar of this year"),
    UNKNOWN_GRANT(404, "没有此授权", "There is no such grant"),
    UNKNOWN_GRANT_REQUEST(404, "没有此申请", "There is no such request for a grant"),
    UNKNOWN_MANDATE(404, "没有此委托", "There is no such mandate"),
    UNKNOWN_CLIENT(404, "没有此客户端", "There is no such client"),
    UNKNOWN_BATCH(404, "没有此批次", "There is no such batch"),
    METHOD_NOT_ALLOWED(405, "此资源不支持该方法", "The resource does not support this method"),
    NOT_ACCEPTABLE(406, "无法提供所要求的格式", "The requested format cannot be given"),
    LICENSE_NUMBER_TAKEN(409, "此证照编号已颁发", "A license with this number was issued already"),
    DRAFT_REQUIRED(409, "此类证照须经起草、审核、批准", "Licenses of this type need a draft, a review and an approval"),
    DRAFT_STATE(409, "草稿当前状态不允许此操作", "The draft is not in a state for this"),
    DRAFT_OUTDATED(409, "起草后证照类型已修改", "The license type was changed since the draft was made"),
    TRANSITION_NOT_ALLOWED(409, "证照当前状态不允许此行为", "The status of the license does not allow this"),
    LATER_EVENT(409, "与已登记的后续事件冲突", "An event that is on record already stands against this"),
    EVENT_NOT_CORRECTABLE(409, "此事件不能更正", "The event cannot be corrected"),
    KEY_WAITING(409, "已有待启用的密钥", "A key is waiting already"),
    KEY_STATE(409, "密钥当前状态不允许此操作", "The key is not in a state for this"),
    AUTHORITY_EXISTS(409, "此机构已登记", "The authority is registered already"),
    CLIENT_EXISTS(409, "此客户端已登记", "The client is registered already"),
    CLIENT_STATE(409, "客户端当前状态不允许此操作", "The client is not in a state for this"),
    REGION_EXISTS(409, "此区划已登记", "The region is registered already"),
    DEPARTMENT_EXISTS(409, "此部门已登记", "The department is registered already"),
    OFFICER_EXISTS(409, "此经办人已登记", "The officer is registered already"),
    MATTER_EXISTS(409, "此事项已登记", "The matter is registered already"),
    CASE_EXISTS(409, "此办件编号已登记", "A case with this number was registered already"),
    MATTER_WITHOUT_REQUIREMENTS(409, "此事项没有登记要求", "Nothing is on record that the matter requires"),
    TOO_MANY_MANDATES(409, "委托过多", "Too many mandates"),
    GRANT_STATE(409, "授权当前状态不允许此操作", "The grant is not in a state for this"),
    GRANT_REQUEST_STATE(409, "申请当前状态不允许此操作", "The request is not in a state for this"),
    TYPE_EXISTS(409, "此证照类型已存在", "The license type exists already"),
    BATCH_FORGOTTEN(410, "批次的答复已删除", "The answers of the batch were deleted"),
    TYPE_CHANGED(412, "证照类型已被他人修改", "The license type was changed by somebody else"),
    DRAFT_CHANGED(412, "草稿已改动", "The draft was changed"),
    RULE_CHANGED(412, "共享规则已被他人修改", "The sharing rule was changed by somebody else"),
    REQUIREMENTS_CHANGED(412, "事项要求已被他人修改", "The requirements were changed by somebody else"),
    BODY_TOO_LARGE(413, "请求正文过大", "The request body is too large"),
    BATCH_TOO_LARGE(413, "批次过大", "The batch is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "不支持该媒体类型", "The media type is not supported"),
    VALIDATION_FAILED(422, "提交的内容有误", "The content does not follow the rules"),
    REQUIREMENT_REFUSED(422, "事项要求不符合规则", "A requirement does not follow the rules"),
    CERTIFICATE_REFUSED(422, "证书链不符合要求", "The certificates cannot be taken"),
    UNPRINTABLE_CHARACTER(422, "有无法打印的字符", "A character cannot be printed"),
    IDEMPOTENCY_KEY_REUSED(422, "幂等键已用于另一请求", "The idempotency key was used for another request"),
    PRECONDITION_REQUIRED(428, "修改时必须带 If-Match", "A change needs If-Match"),
    DAILY_CAP_REACHED(429, "授权的当日上限已用完", "The daily cap of the grant is used up"),
    QUOTA_REACHED(429, "本部门的查询次数已到上限", "The department has reached its limit of reads"),
    TOO_MANY_MISMATCHES(429, "不一致的次数已到上限", "Too many facts differed today"),
    TOO_MANY_BATCHES(429, "同时进行的批次过多", "Too many batches run at once"),
    INTERNAL_ERROR(500, "系统内部错误", "An internal error"),
    STORED_DATA_UNREADABLE(500, "存储的数据无法读取", "What is stored cannot be read"),
    BUSY(503, "系统繁忙，请稍后再试", "The service is busy; try again shortly"),
    SIGNING_UNAVAILABLE(503, "签章服务暂不可用", "Signing is not available"),
    SIGNING_CERTIFICATE_NOT_VALID(503, "签章证书不在有效期内", "A certificate for signing is not valid now"),
    SIGNING_KEY_MISSING(503, "找不到签章私钥", "The private key for signing is not there"),
    ENCRYPTION_KEY_MISSING(503, "找不到加密主密钥", "The master key for encryption is not there"),
    BUNDLE_NOT_READY(503, "离线包尚未生成", "There is no offline bundle yet"),
    LOGIN_UNAVAILABLE(503, "暂时无法核对登录", "Logins cannot be checked at the moment"),
    DATABASE_UNAVAILABLE(503, "数据库暂不可用", "The database is not available");

    private static final String URN = "urn:zhengzhao:problem:";

    private final int status;
    private final Bilingual title;

    ProblemType(int status, String chinese, String english) {
        this.status = status;
        this.title = new Bilingual(chinese, english);
    }

    public int status() {
        return status;
    }

    public Bilingual title() {
        return title;
    }

    /** The stable last part of the type, such as {@code unknown-license-type}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The {@code type} member of the problem document. */
    public String uri() {
        return URN + slug();
    }
}

package org.zhengzhao.registry.facts;

import java.util.List;
import org.zhengzhao.registry.sharing.ReadOutcome;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.verify.Failure;
import org.zhengzhao.signing.verify.FailureCode;
import org.zhengzhao.signing.verify.Gap;
import org.zhengzhao.signing.verify.GapCode;
import org.zhengzhao.signing.verify.Verdict;

/** Result codes of the verification of a file (文件验证), from the report of the engine. Only what is VALID passes. */
public enum FileCode {
    PASSED(0, "文件验证通过", "The file passed."),
    SEAL_FAILED(1, "文件签章校验失败", "The seal of the file did not pass."),
    FILE_FAILED(2, "文件校验失败", "The file did not pass.");

    private final int code;
    private final Bilingual message;

    FileCode(int code, String chinese, String english) {
        this.code = code;
        this.message = new Bilingual(chinese, english);
    }

    /** The code for a report. Where seal and file both fail, the seal comes first. */
    static FileCode of(Report report) {
        return switch (report) {
            case Report.Unreadable unreadable -> FILE_FAILED;
            case Report.Judged judged ->
                switch (judged.verdict()) {
                    case Verdict.Valid valid -> PASSED;
                    case Verdict.Invalid invalid -> of(invalid.failures(), invalid.gaps());
                    case Verdict.Undetermined undetermined -> of(List.of(), undetermined.gaps());
                };
        };
    }

    /** How record and receipt tell it: what could not be told is no failure. */
    static ReadOutcome outcome(Report report) {
        return switch (report) {
            case Report.Unreadable unreadable -> ReadOutcome.CANNOT_TELL;
            case Report.Judged judged ->
                switch (judged.verdict()) {
                    case Verdict.Valid valid -> ReadOutcome.PASSED;
                    case Verdict.Invalid invalid -> ReadOutcome.FAILED;
                    case Verdict.Undetermined undetermined -> ReadOutcome.CANNOT_TELL;
                };
        };
    }

    private static FileCode of(List<Failure> failures, List<Gap> gaps) {
        boolean seal = failures.stream().anyMatch(failure -> ofSeal(failure.code()))
                || gaps.stream().anyMatch(gap -> ofSeal(gap.code()));
        return seal ? SEAL_FAILED : FILE_FAILED;
    }

    private static boolean ofSeal(FailureCode code) {
        return switch (code) {
            case NO_SIGNATURE,
                    SEVERAL_SIGNATURES,
                    BYTE_RANGE_BROKEN,
                    CONTENT_NOT_COVERED,
                    CHANGED_AFTER_SIGNING,
                    SIGNATURE_FORMAT,
                    SIGNED_ATTRIBUTES,
                    ALGORITHM_NOT_ALLOWED,
                    HASH_MISMATCH,
                    SIGNATURE_BROKEN,
                    KEY_USAGE,
                    REVOKED_BEFORE_SIGNING,
                    TIMESTAMP_BROKEN,
                    ISSUER_MISMATCH,
                    REGISTRY_MISMATCH,
                    SIGNED_AFTER_COMPROMISE -> true;
            case ISSUER_NOT_ENTITLED,
                    LICENSE_UNREADABLE,
                    LICENSE_NOT_CANONICAL,
                    CODE_INVALID,
                    NOT_YET_EFFECTIVE,
                    EXPIRED,
                    CREDENTIAL_MISSING,
                    FACES_DISAGREE,
                    VISIBLE_TEXT_DISAGREES,
                    QR_TEXT_BROKEN,
                    CREDENTIAL_MALFORMED,
                    ISSUED_IN_THE_FUTURE,
                    LICENSE_INVALIDATED,
                    LICENSE_SUSPENDED,
                    LICENSE_SUPERSEDED,
                    RECEIPT_MALFORMED,
                    ANSWER_DISAGREES,
                    ASKED_OUTSIDE_VALIDITY -> false;
        };
    }

    private static boolean ofSeal(GapCode code) {
        return switch (code) {
            case NO_TRUST,
                    SIGNER_UNKNOWN,
                    SIGNER_NOT_TRUSTED,
                    CERTIFICATE_EXPIRED,
                    CERTIFICATE_NOT_YET_VALID,
                    REVOCATION_UNKNOWN,
                    REVOKED_NO_PROOF_OF_TIME,
                    TIMESTAMP_NOT_TRUSTED,
                    COMPROMISED_NO_PROOF_OF_TIME -> true;
            case NOT_A_LICENSE,
                    QR_NOT_READABLE,
                    STATUS_NOT_PUBLISHED,
                    STATUS_LIST_MISSING,
                    STATUS_LIST_BROKEN,
                    STATUS_LIST_SIGNER,
                    STATUS_LIST_EXPIRED,
                    STATUS_LIST_TOO_SHORT,
                    STATUS_LIST_TOO_OLD,
                    STATUS_LIST_NOT_YET_ISSUED,
                    RECEIPT_NOT_UNDERSTOOD -> false;
        };
    }

    public int code() {
        return code;
    }

    public Bilingual message() {
        return message;
    }
}

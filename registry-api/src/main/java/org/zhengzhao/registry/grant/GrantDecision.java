package org.zhengzhao.registry.grant;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.Refusal;
import org.zhengzhao.schema.text.Bilingual;

/** Which of a department's grants cover a read. Pure: counting caps comes after. */
sealed interface GrantDecision {
    /** These do, the one that shows most first. */
    record Covered(List<Usable> usable) implements GrantDecision {
        public Covered {
            usable = List.copyOf(usable);
        }
    }

    /** None does, but what is shared unconditionally does, and its grant is not there yet. */
    record Unconditional() implements GrantDecision {}

    /** None does. */
    record Uncovered(Refusal refusal) implements GrantDecision {}

    /** A grant with what it shows and its cap, as of now. */
    record Usable(Grant grant, Released released, OptionalInt dailyCap) {}

    /**
     * Decides.
     *
     * @param grants of one department, for one matter and type
     * @param where where the license was issued, for grants that are limited to a region
     */
    static GrantDecision of(
            SharingPolicy policy, List<Grant> grants, ReadNeed need, IssuedWhere where, LocalDate today) {
        return of(policy, grants, need, grant -> true, where, today);
    }

    /**
     * The same for a read that asks more of a grant than its kind of need says.
     *
     * @param enough whether a grant that satisfies the need covers it all
     */
    static GrantDecision of(
            SharingPolicy policy,
            List<Grant> grants,
            ReadNeed need,
            java.util.function.Predicate<Grant> enough,
            IssuedWhere where,
            LocalDate today) {
        if (policy.closed()) {
            return new Uncovered(notShared(policy));
        }
        List<Usable> inForce = grants.stream()
                .filter(grant -> grant.revocation().isEmpty() && grant.terms().inForceOn(today))
                .map(grant -> new Usable(grant, policy.released(grant), policy.dailyCap(grant)))
                .filter(usable -> usable.grant().origin() != GrantOrigin.AUTOMATIC || shows(usable.released()) > 0)
                .toList();
        List<Usable> fitting = inForce.stream()
                .filter(usable -> satisfies(usable, need) && enough.test(usable.grant()))
                .toList();
        List<Usable> usable = fitting.stream()
                .filter(one -> where.within(one.grant().terms().region()))
                .sorted(Comparator.comparingInt((Usable one) -> -shows(one.released()))
                        .thenComparing(one -> one.grant().terms().region().isPresent())
                        .thenComparing(one -> one.dailyCap().isPresent())
                        .thenComparing(one -> one.grant().id()))
                .toList();
        if (!usable.isEmpty()) {
            return new Covered(usable);
        }
        boolean made = grants.stream().anyMatch(grant -> grant.origin() == GrantOrigin.AUTOMATIC);
        Released unconditional = Released.of(policy.type(), policy.unconditional());
        if (!made && shows(unconditional) > 0 && (need != ReadNeed.WHOLE || whole(unconditional))) {
            return new Unconditional();
        }
        // A grant that came by itself says nothing any more once nothing is shared unconditionally.
        boolean had =
                grants.stream().anyMatch(grant -> grant.origin() != GrantOrigin.AUTOMATIC || shows(unconditional) > 0);
        return new Uncovered(refusal(had, inForce, fitting, need));
    }

    private static boolean satisfies(Usable usable, ReadNeed need) {
        return switch (need) {
            case PARTS -> shows(usable.released()) > 0;
            case WHOLE -> whole(usable.released());
            case PREDICATE -> true;
        };
    }

    private static boolean whole(Released released) {
        return released instanceof Released.Everything;
    }

    private static int shows(Released released) {
        return switch (released) {
            case Released.Everything everything -> Integer.MAX_VALUE;
            case Released.Parts parts -> parts.granted().size();
        };
    }

    private static Refusal refusal(boolean had, List<Usable> inForce, List<Usable> fitting, ReadNeed need) {
        if (!fitting.isEmpty()) {
            return new Refusal(
                    ProblemType.FOREIGN_REGION,
                    new Bilingual(
                            "授权只包括某一地区颁发的证照，其中没有此标识的证照。请核对标识；如为其他地区颁发，请用 POST /v1/grant-requests 申请。",
                            "The grant covers licenses of one region, and none of them has this identifier. Check it;"
                                    + " if the license is from elsewhere, apply with POST /v1/grant-requests."));
        }
        if (!inForce.isEmpty() && need == ReadNeed.WHOLE) {
            return new Refusal(
                    ProblemType.WHOLE_NOT_GRANTED,
                    new Bilingual(
                            "授权只包括部分字段，不能下载 PDF、二维码和凭据，也不能查看历史。请读取数据，或用 POST /v1/grant-requests 申请整份证照。",
                            "The grant covers parts only: no PDF, QR code, credential or history. Read the data, or"
                                    + " apply for the whole license with POST /v1/grant-requests."));
        }
        if (!inForce.isEmpty() && need == ReadNeed.PREDICATE) {
            return new Refusal(
                    ProblemType.FACTS_NOT_GRANTED,
                    new Bilingual(
                            "授权不包括所比对的全部内容，见 GET /v1/grants。请减少比对项，或用 POST /v1/grant-requests 申请。",
                            "No grant covers all that is to be compared: see GET /v1/grants. Compare less, or apply"
                                    + " with POST /v1/grant-requests."));
        }
        if (!inForce.isEmpty()) {
            return new Refusal(
                    ProblemType.PREDICATES_ONLY,
                    new Bilingual(
                            "授权只允许得到是或否的答复，不含任何字段。如需字段，请用 POST /v1/grant-requests 申请。",
                            "The grant covers answers of yes or no, and no fields. Apply for fields with POST"
                                    + " /v1/grant-requests."));
        }
        if (had) {
            return new Refusal(
                    ProblemType.GRANT_EXPIRED,
                    new Bilingual(
                            "授权已到期、已撤销或尚未生效，见 GET /v1/grants。请用 POST /v1/grant-requests 重新申请。",
                            "The grant has ended, was revoked or has not begun: see GET /v1/grants. Apply again with"
                                    + " POST /v1/grant-requests."));
        }
        return new Refusal(
                ProblemType.GRANT_REQUIRED,
                new Bilingual(
                        "本部门就此事项没有查询此类证照的授权。请用 POST /v1/grant-requests 申请，写明法律依据和所需字段。",
                        "Your department has no grant for this type and matter. Apply with POST /v1/grant-requests;"
                                + " give the legal basis and the fields that are needed."));
    }

    private static Refusal notShared(SharingPolicy policy) {
        String chinese = policy.legalBasis().map(basis -> "依据：" + basis + "。").orElse("");
        String english =
                policy.legalBasis().map(basis -> " Legal basis: " + basis + ".").orElse("");
        return new Refusal(
                ProblemType.NOT_SHARED,
                new Bilingual(chinese + "请向颁发机构提出。", "Turn to the issuing authority." + english));
    }
}

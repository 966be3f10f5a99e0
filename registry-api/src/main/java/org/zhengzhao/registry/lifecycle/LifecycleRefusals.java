package org.zhengzhao.registry.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Decision;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Scope;
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.Admission;
import org.zhengzhao.schema.lifecycle.LicenseEvent;
import org.zhengzhao.schema.lifecycle.LicenseStatus;
import org.zhengzhao.schema.text.Bilingual;

/** Says why an event is not recorded, and what can be done instead. */
public final class LifecycleRefusals {
    private LifecycleRefusals() {}

    public static RegistryException unknownLicense() {
        return new RegistryException(
                ProblemType.UNKNOWN_LICENSE,
                new Bilingual("请核对证照标识；没有写入任何内容。", "Check the identifier. Nothing was written."));
    }

    public static RegistryException notIssuingAuthority() {
        return new RegistryException(
                ProblemType.NOT_ISSUING_AUTHORITY,
                new Bilingual("请向颁发机构提出；没有写入任何内容。", "Turn to the issuing authority. Nothing was written."));
    }

    /**
     * Refuses what the caller may not do to a license.
     *
     * @param area where it was issued; empty before that is known
     */
    public static void requireMay(
            Caller caller, Permission permission, LicenseIdentifier license, Optional<AreaCode> area) {
        requireMay(caller, permission, new Target.License(license.authority(), license.type(), area));
    }

    /** The same for one that is not issued yet. */
    public static void requireMay(Caller caller, Permission permission, Target.License license) {
        switch (AccessPolicy.decide(caller, permission, license)) {
            case Decision.Allowed allowed -> {}
            case Decision.NoRole noRole -> AccessPolicy.require(caller, permission, license);
            case Decision.OutOfScope out -> {
                if (out.scope() == Scope.OWN_ORGANISATION) {
                    throw notIssuingAuthority();
                }
                AccessPolicy.require(caller, permission, license);
            }
        }
    }

    static RegistryException unknownEvent() {
        return new RegistryException(
                ProblemType.UNKNOWN_EVENT,
                new Bilingual("请在证照历史中查看事件的 id。", "See the history of the license for the ids of its events."));
    }

    static RegistryException wrongTime(Instant earliest, Instant latest) {
        return new RegistryException(
                ProblemType.VALIDATION_FAILED,
                new Bilingual("没有写入任何内容。", "Nothing was written."),
                List.of(new ProblemError(
                        "/effectiveAt",
                        "WRONG_VALUE",
                        new Bilingual(
                                "应在 " + earliest + " 至 " + latest + " 之间。",
                                "Should lie between " + earliest + " and " + latest + "."))));
    }

    /** As {@link #require}, for a later version to which an act would be carried: says for which, and that nothing was written. */
    static void requireCarried(Admission admission, LicenseIdentifier later, Optional<LicenseIdentifier> successor) {
        try {
            require(admission, successor);
        } catch (RegistryException refused) {
            throw new RegistryException(
                    refused.type(),
                    new Bilingual(
                            "下一版 " + later.value() + " 已颁发、尚未替换本版，须一并办理，但不可行；没有写入任何内容。请先对该版办理。"
                                    + refused.detail().chinese(),
                            "The next version " + later.value() + " was issued and is not in place yet. It has to be"
                                    + " recorded for that one too, which cannot be done; nothing was written. Act on that"
                                    + " one first. " + refused.detail().english()),
                    refused.errors());
        }
    }

    /** An event that came with one of an earlier version goes with that one. */
    static RegistryException carried(UUID cause) {
        return new RegistryException(
                ProblemType.EVENT_NOT_CORRECTABLE,
                new Bilingual(
                        "该事件随前一版的事件 " + cause + " 一并登记；请更正前一版的该事件，本版随之更正。没有写入任何内容。",
                        "It was recorded together with the event " + cause + " of an earlier version. Have that one"
                                + " corrected; this one is corrected with it. Nothing was written."));
    }

    static void require(Admission admission, Optional<LicenseIdentifier> successor) {
        switch (admission) {
            case Admission.Admitted admitted -> {}
            case Admission.NotAllowed refused -> throw notAllowed(refused, successor);
            case Admission.WrongReason refused ->
                throw new RegistryException(
                        ProblemType.VALIDATION_FAILED,
                        new Bilingual(
                                "证照届时为“" + refused.status().title().chinese() + "”，此原因不适用；没有写入任何内容。",
                                "The license is then "
                                        + refused.status().title().english()
                                        + "; the reason does not fit. Nothing was written."),
                        List.of(new ProblemError(
                                "/decision/reasonCode",
                                "WRONG_VALUE",
                                new Bilingual("此状态下不能用此原因。", "Not a reason in this status."))));
            case Admission.Displaces refused -> throw displaces(refused.later(), successor);
            case Admission.NotCorrectable refused ->
                throw new RegistryException(
                        ProblemType.EVENT_NOT_CORRECTABLE,
                        new Bilingual(
                                "颁发、换发和更正本身不能更正；已更正的事件不能再次更正。错发的证照请撤销。",
                                "An issue, a next version and a correction are never corrected, and no event is"
                                        + " corrected twice. Annul what was issued wrongly."));
        }
    }

    private static RegistryException notAllowed(Admission.NotAllowed refused, Optional<LicenseIdentifier> successor) {
        LicenseStatus status = refused.status();
        Set<Act> allowed = refused.allowed();
        Instant at = refused.at();
        String chinese = allowed.stream()
                .sorted()
                .map(act -> act + " " + act.title().chinese())
                .collect(Collectors.joining("、"));
        String english = allowed.stream().sorted().map(Act::name).collect(Collectors.joining(", "));
        String nextChinese = successor
                .filter(next -> status == LicenseStatus.SUPERSEDED)
                .map(next -> "请对 " + next.value() + " 办理。")
                .orElse("");
        String nextEnglish = successor
                .filter(next -> status == LicenseStatus.SUPERSEDED)
                .map(next -> " Act on " + next.value() + ".")
                .orElse("");
        return new RegistryException(
                ProblemType.TRANSITION_NOT_ALLOWED,
                new Bilingual(
                        "证照在 " + at + " 的状态为“" + status.title().chinese() + "”（" + status + "）。可办理："
                                + (allowed.isEmpty() ? "无" : chinese) + "。" + nextChinese,
                        "At " + at + " the license is " + status.title().english() + " (" + status + "). Allowed: "
                                + (allowed.isEmpty() ? "nothing" : english) + "." + nextEnglish));
    }

    private static RegistryException displaces(LicenseEvent later, Optional<LicenseIdentifier> successor) {
        boolean superseded = later.act().supersedes() && successor.isPresent();
        return new RegistryException(
                ProblemType.LATER_EVENT,
                new Bilingual(
                        "已登记的“" + later.act().title().chinese() + "”（" + later.id() + "，" + later.effectiveAt()
                                + " 起生效）将因此失去效力。"
                                + (superseded ? "请对 " + successor.get().value() + " 办理。" : "如该事件有误，请先更正。"),
                        "The event " + later.act() + " (" + later.id() + ", effective at " + later.effectiveAt()
                                + ") would lose its effect. "
                                + (superseded
                                        ? "Act on " + successor.get().value() + "."
                                        : "If it is wrong, have it corrected first.")));
    }
}

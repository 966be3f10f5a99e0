package org.zhengzhao.registry.issuance;

import java.util.Optional;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.lifecycle.LifecycleRefusals;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.LicenseType;

/** How a license came to be ordered. */
sealed interface Origin {
    /** Who is on record as having issued it. */
    String clientId();

    /** One client asks for it and gets it. */
    record Direct(Caller caller, Permission permission) implements Origin {
        @Override
        public String clientId() {
            return caller.clientId();
        }
    }

    /**
     * Several people agree on it.
     *
     * @param typeVersion under which they looked at it; empty while the draft is being made
     */
    record Drafted(String clientId, Optional<Integer> typeVersion) implements Origin {}

    /** The registry shows what a license looks like. */
    record Sample() implements Origin {
        @Override
        public String clientId() {
            return "sample";
        }
    }

    default boolean sample() {
        return switch (this) {
            case Sample sample -> true;
            case Direct direct -> false;
            case Drafted drafted -> false;
        };
    }

    /**
     * Refuses where it is not for whoever asks. Drafts are held against the policy at each step, with those who take it.
     *
     * @param area where it is issued; empty before that is known
     */
    default void requireMay(Uscc authority, LicenseTypeCode type, Optional<AreaCode> area) {
        switch (this) {
            case Direct direct ->
                LifecycleRefusals.requireMay(
                        direct.caller(), direct.permission(), new Target.License(authority, type, area));
            case Drafted drafted -> {}
            case Sample sample -> {}
        }
    }

    /**
     * Refuses where licenses of the type are not issued in this way.
     *
     * @param current the version in force, which says how licenses are issued
     * @param used the version under which the license would be issued: another one only for a reissue
     */
    default void require(LicenseType current, LicenseType used) {
        switch (this) {
            case Direct direct -> {
                if (current.fourEyes()) {
                    throw draftRequired();
                }
            }
            case Drafted drafted -> {
                if (drafted.typeVersion().isPresent() && drafted.typeVersion().get() != used.version()) {
                    throw outdated();
                }
            }
            case Sample sample -> {}
        }
    }

    private static RegistryException draftRequired() {
        return new RegistryException(
                ProblemType.DRAFT_REQUIRED,
                new Bilingual(
                        "请用 POST /v1/license-drafts 提交草稿，由另外两人审核、批准后颁发；没有写入任何内容。",
                        "Make a draft with POST /v1/license-drafts: it is issued once two other people have reviewed and"
                                + " approved it. Nothing was written."));
    }

    private static RegistryException outdated() {
        return new RegistryException(
                ProblemType.DRAFT_OUTDATED,
                new Bilingual(
                        "请退回起草人，按类型的现行版本重新提交。",
                        "Return it to its maker, who sends it again under the version of the type that is in force."));
    }
}

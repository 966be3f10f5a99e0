package org.zhengzhao.registry.draft;

import java.util.Optional;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.schema.text.Bilingual;

/** Who acts on a draft. The first three are three different people. */
enum DraftParty {
    MAKER("起草人", "maker", Optional.of(Role.ISSUER)),
    REVIEWER("审核人", "reviewer", Optional.of(Role.REVIEWER)),
    APPROVER("批准人", "approver", Optional.of(Role.APPROVER)),
    REGISTRY("系统", "registry", Optional.empty());

    private final Bilingual title;
    private final Optional<Role> role;

    DraftParty(String chinese, String english, Optional<Role> role) {
        this.title = new Bilingual(chinese, english);
        this.role = role;
    }

    Bilingual title() {
        return title;
    }

    /** The role that its account needs; the registry acts for itself. */
    Optional<Role> role() {
        return role;
    }
}

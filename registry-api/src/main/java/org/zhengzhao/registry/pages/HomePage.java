package org.zhengzhao.registry.pages;

import java.time.Instant;
import java.util.List;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.license.StoredLicense;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.sample.SampleShowcase;
import org.zhengzhao.schema.license.Holder;
import org.zhengzhao.schema.lifecycle.LicenseStatus;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/** The lists of the home page. */
record HomePage(List<SampleCard> samples, List<SystemLine> systems) {
    /** A sample license. */
    record SampleCard(
            String identifier, String typeName, String holders, String number, String status, String statusText) {}

    /** A system that may call the API. */
    record SystemLine(String authority, String name, String clientId, String may) {}

    HomePage {
        samples = List.copyOf(samples);
        systems = List.copyOf(systems);
    }

    static HomePage of(SampleShowcase showcase, Instant now, Language language) {
        Wording wording = new Wording(language);
        return new HomePage(
                showcase.licenses().stream()
                        .map(license -> card(license, now, wording))
                        .toList(),
                showcase.systems().stream()
                        .map(system -> new SystemLine(
                                system.authority().in(language),
                                system.name().in(language),
                                system.clientId(),
                                wording.list(system.roles().stream()
                                        .sorted()
                                        .map(role -> may(role).in(language))
                                        .toList())))
                        .toList());
    }

    private static SampleCard card(LicenseHistory history, Instant now, Wording wording) {
        StoredLicense license = history.license();
        LicenseStatus status = history.standingNow(now).status();
        return new SampleCard(
                license.content().identifier().value(),
                license.content().typeName().in(wording.language()),
                wording.list(
                        license.content().holders().stream().map(Holder::name).toList()),
                license.content().number(),
                LicensePage.look(status),
                status.title().in(wording.language()));
    }

    private static Bilingual may(Role role) {
        return switch (role) {
            case TYPE_STEWARD -> new Bilingual("定义证照类型", "define license types");
            case ISSUER -> new Bilingual("颁发证照", "issue licenses");
            case REVIEWER -> new Bilingual("审核草稿", "review drafts");
            case APPROVER -> new Bilingual("批准草稿", "approve drafts");
            case CORRECTOR -> new Bilingual("更正登记事件", "correct recorded events");
            case DEPARTMENT -> new Bilingual("查询证照", "look up licenses");
            case DEPARTMENT_OFFICER -> new Bilingual("以本人名义查询证照", "look up licenses in the own name");
            case SEALING_OFFICER -> new Bilingual("管理本机构签章密钥", "decide on the keys of the authority");
            case AUDITOR -> new Bilingual("查看各机构的留痕", "see the evidence of all organisations");
            case PORTAL -> new Bilingual("代持证主体查看查询记录", "show holders who has looked at their licenses");
            case SUPERVISOR -> new Bilingual("查看异常查询", "see unusual reads");
            case OPERATOR -> new Bilingual("管理密钥、机构和客户端", "manage keys, authorities and clients");
        };
    }
}

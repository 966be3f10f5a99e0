package org.zhengzhao.registry.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.lifecycle.Act;

/**
 * Checks and carries out orders on which several people have to agree. Every rule is the one for orders that are carried out at once;
 * the steps and what a crash leaves behind are those of {@link IssuanceService} and {@link VersionService}.
 */
@ApplicationScoped
public class ApprovedOrders {
    private final IssuanceService issuance;
    private final VersionService versions;

    ApprovedOrders(IssuanceService issuance, VersionService versions) {
        this.issuance = issuance;
        this.versions = versions;
    }

    /**
     * What an order that could be carried out now is about.
     *
     * @param typeVersion the version of the type under which the license would be issued
     * @param number to be printed on the license
     * @param area where the license would be issued
     * @param before where the one was issued whose next version it is
     */
    public record Checked(
            Act act, LicenseTypeCode type, int typeVersion, String number, AreaCode area, Optional<AreaCode> before) {
        public Checked {
            Objects.requireNonNull(act);
            Objects.requireNonNull(type);
            Objects.requireNonNull(number);
            Objects.requireNonNull(area);
            Objects.requireNonNull(before);
        }
    }

    /**
     * Refuses what could not be carried out now, down to characters that no font has. Nothing is written, nothing is signed.
     *
     * @param typeVersion the version under which it was looked at before
     */
    public Checked check(LicenseOrder order, String clientId, Optional<Integer> typeVersion) {
        Origin origin = new Origin.Drafted(clientId, typeVersion);
        return order.predecessor().isPresent() ? versions.check(order, origin) : issuance.check(order, origin);
    }

    /**
     * Carries out an order that was approved.
     *
     * @param typeVersion the version under which it was approved
     * @param approvedBy client of whoever approved it
     */
    public LicenseHistory issue(LicenseOrder order, String approvedBy, int typeVersion, Once once) {
        Origin origin = new Origin.Drafted(approvedBy, Optional.of(typeVersion));
        IssuanceService.Issued issued = order.predecessor().isPresent()
                ? versions.issueNext(order, origin, once)
                : issuance.issue(order, origin, once);
        return issued.license();
    }
}

package org.zhengzhao.registry.holder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.zhengzhao.registry.access.HolderLook;
import org.zhengzhao.registry.access.HolderReadService;
import org.zhengzhao.registry.access.Looker;
import org.zhengzhao.registry.identity.HolderCaller;
import org.zhengzhao.registry.license.HolderKeys;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.license.StoredPdf;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.lifecycle.LifecycleRepository;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.text.Bilingual;

/** Shows holders their licenses, and agents those for which they have a mandate. Each look is written down in its transaction. */
@ApplicationScoped
class HeldLicenseService {
    private final LicenseRepository licenses;
    private final LifecycleRepository lifecycles;
    private final MandateService mandates;
    private final HolderReadService looks;
    private final HolderKeys holderKeys;

    HeldLicenseService(
            LicenseRepository licenses,
            LifecycleRepository lifecycles,
            MandateService mandates,
            HolderReadService looks,
            HolderKeys holderKeys) {
        this.licenses = licenses;
        this.lifecycles = lifecycles;
        this.mandates = mandates;
        this.looks = looks;
        this.holderKeys = holderKeys;
    }

    /**
     * Whose licenses are looked at, by whom.
     *
     * @param types which of them; none for all
     */
    private record View(Bytes holderKey, Set<LicenseTypeCode> types, Looker by) {}

    @Transactional
    List<LicenseHistory> page(
            HolderCaller caller, Optional<UUID> mandate, Optional<LicenseIdentifier> after, int rows) {
        View view = view(caller, mandate);
        looks.look(view.holderKey(), view.by(), HolderLook.Form.LICENSES);
        return lifecycles.histories(licenses.findHeld(view.holderKey(), view.types(), after, rows));
    }

    /** The PDF of a license of the holder; those of others are as unknown as those that do not exist. */
    @Transactional
    StoredPdf pdf(HolderCaller caller, Optional<UUID> mandate, LicenseIdentifier identifier) {
        View view = view(caller, mandate);
        boolean covered = view.types().isEmpty() || view.types().contains(identifier.type());
        if (!covered || !licenses.isHeld(view.holderKey(), identifier)) {
            throw unknown();
        }
        looks.look(view.holderKey(), view.by(), HolderLook.Form.PDF);
        return licenses.findPdf(identifier).orElseThrow(HeldLicenseService::unknown);
    }

    private View view(HolderCaller caller, Optional<UUID> mandate) {
        if (mandate.isEmpty()) {
            return new View(holderKeys.of(caller.holder()), Set.of(), Looker.holder(caller));
        }
        Mandate received = mandates.requireReceived(caller, mandate.get());
        return new View(received.holderKey(), received.types(), Looker.agent(caller, received.id()));
    }

    static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_LICENSE,
                new Bilingual(
                        "请使用 GET /v1/holder/licenses 给出的证照标识。",
                        "Use an identifier that GET /v1/holder/licenses has given."));
    }
}

package org.zhengzhao.registry.issuance;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.license.StoredLicense;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.lifecycle.LifecycleRepository;

/** Stores licenses together with the beginning of their histories: there is no license without its issue on record. */
@Singleton
class LicenseStore {
    private final LicenseRepository licenses;
    private final LifecycleRepository lifecycles;

    LicenseStore(LicenseRepository licenses, LifecycleRepository lifecycles) {
        this.licenses = licenses;
        this.lifecycles = lifecycles;
    }

    /** Writes all of them within the caller's transaction, and ends their intents. */
    List<LicenseHistory> add(List<MadeLicense> made) {
        List<StoredLicense> stored =
                licenses.add(made.stream().map(MadeLicense::license).toList());
        List<LicenseHistory> histories = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            histories.add(lifecycles.begin(
                    stored.get(i), made.get(i).issue(), made.get(i).status()));
        }
        licenses.flush();
        return histories;
    }
}

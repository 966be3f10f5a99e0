package org.zhengzhao.registry.issuance;

import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.registry.license.NewLicense;
import org.zhengzhao.registry.lifecycle.SignedEvent;
import org.zhengzhao.signing.status.StatusReference;

/**
 * A signed license with the first entry of its history, ready to be stored.
 *
 * @param status where its status will be published
 */
record MadeLicense(NewLicense license, SignedEvent issue, Optional<StatusReference> status) {
    MadeLicense {
        Objects.requireNonNull(license);
        Objects.requireNonNull(issue);
        Objects.requireNonNull(status);
    }
}

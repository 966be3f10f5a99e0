package org.zhengzhao.registry.identity;

import java.util.Objects;
import java.util.Optional;

/**
 * Who logged in with the provider.
 *
 * @param subject names the person in records, the same in every token of the person
 * @param caller as whom the person works for an organisation
 * @param holder as whom the person holds licenses
 */
record LoggedIn(String subject, Optional<Caller> caller, Optional<HolderCaller> holder) {
    LoggedIn {
        Objects.requireNonNull(subject);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(holder);
    }
}

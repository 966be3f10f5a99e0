package org.zhengzhao.registry.ceremony;

import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.registry.trust.KeyCeremony.Participants;
import org.zhengzhao.registry.trust.KeyPlace;
import org.zhengzhao.registry.trust.KeyPurpose;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.signing.key.Suite;

/** A checked order to make a key. A sealing key has an authority, an issuing key has none. */
public record KeyOrder(
        KeyPurpose purpose, Optional<Uscc> authority, Suite suite, KeyPlace place, Participants participants) {
    public KeyOrder {
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(suite);
        Objects.requireNonNull(place);
        Objects.requireNonNull(participants);
        if ((purpose == KeyPurpose.SEALING) != authority.isPresent()) {
            throw new IllegalArgumentException("a sealing key has an authority, an issuing key has none");
        }
    }
}

package org.zhengzhao.registry.identity;

import java.util.Objects;
import java.util.Set;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** A registered system of an authority. */
public record Client(String clientId, Uscc authority, Bilingual name, Set<Role> roles) {
    public Client {
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(authority);
        Objects.requireNonNull(name);
        roles = Set.copyOf(roles);
    }
}

package org.zhengzhao.registry.access;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.HolderCaller;
import org.zhengzhao.schema.code.Uscc;

/**
 * Who looks at what is a holder's.
 *
 * @param authority the organisation of a portal
 * @param mandate by which an agent looks
 */
public record Looker(String clientId, Optional<Uscc> authority, Optional<UUID> mandate) {
    /** In what relation to the holder. */
    @Schema(name = "LookerRelation")
    public enum Relation {
        /** A portal that has identified the holder. */
        PORTAL,
        /** The holder. */
        HOLDER,
        /** Somebody to whom the holder has given a mandate. */
        AGENT
    }

    public Looker {
        Objects.requireNonNull(clientId);
        if (authority.isPresent() && mandate.isPresent()) {
            throw new IllegalArgumentException("a portal has no mandate");
        }
    }

    static Looker portal(Caller portal) {
        return new Looker(portal.clientId(), Optional.of(portal.authority()), Optional.empty());
    }

    public static Looker holder(HolderCaller holder) {
        return new Looker(holder.clientId(), Optional.empty(), Optional.empty());
    }

    public static Looker agent(HolderCaller agent, UUID mandate) {
        return new Looker(agent.clientId(), Optional.empty(), Optional.of(mandate));
    }

    Relation relation() {
        if (authority.isPresent()) {
            return Relation.PORTAL;
        }
        return mandate.isPresent() ? Relation.AGENT : Relation.HOLDER;
    }
}

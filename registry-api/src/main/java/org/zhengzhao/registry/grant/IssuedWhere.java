package org.zhengzhao.registry.grant;

import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.code.AreaCode;

/** Where the license was issued that somebody asks for, as far as it matters to a grant that is limited to a region. */
sealed interface IssuedWhere {
    /** Licenses of every region may be among those asked for; whoever asks passes over those that the grant does not cover. */
    record Anywhere() implements IssuedWhere {}

    record In(AreaCode area) implements IssuedWhere {
        public In {
            Objects.requireNonNull(area);
        }
    }

    /**
     * There is no such license. It lies in no region, so that a grant for one region answers for it as for a license of another: who
     * could tell them apart would find out by trying which licenses there are elsewhere.
     */
    record Nowhere() implements IssuedWhere {}

    static IssuedWhere of(Optional<AreaCode> area) {
        return area.<IssuedWhere>map(In::new).orElseGet(Nowhere::new);
    }

    /** Whether a license of there may be shown under a grant that is limited to a region, or to none. */
    default boolean within(Optional<AreaCode> region) {
        return region.isEmpty()
                || switch (this) {
                    case Anywhere anywhere -> true;
                    case In in -> region.get().covers(in.area());
                    case Nowhere nowhere -> false;
                };
    }
}

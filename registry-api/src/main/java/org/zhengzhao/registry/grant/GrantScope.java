package org.zhengzhao.registry.grant;

import java.util.List;
import java.util.Set;

/** How much of a license a grant covers. */
public sealed interface GrantScope {
    /** The whole license with its faces. */
    record Whole() implements GrantScope {}

    /** Parts of it, as JSON Pointers into the license as the API shows it. */
    record Fields(Set<String> pointers) implements GrantScope {
        public Fields {
            pointers = Set.copyOf(pointers);
            if (pointers.isEmpty()) {
                throw new IllegalArgumentException("a grant covers something");
            }
        }
    }

    /** Answers only: no value is shown. */
    record Predicates(List<Predicate> predicates) implements GrantScope {
        public Predicates {
            predicates = List.copyOf(predicates);
            if (predicates.isEmpty()) {
                throw new IllegalArgumentException("a grant covers something");
            }
        }
    }
}

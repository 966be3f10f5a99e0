package org.zhengzhao.registry.grant;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.SharingClass;

/**
 * How a type is shared: the class in its definition and the rules for sets of its fields. A set has its own class, stricter or
 * laxer than that of the whole; a part that several sets name follows the strictest of them.
 */
public record SharingPolicy(LicenseType type, List<SharingRule> rules) {
    private static final String BY_DEFINITION = "证照类型定义：无条件共享 by the definition of the type: shared unconditionally";

    public SharingPolicy {
        Objects.requireNonNull(type);
        rules = List.copyOf(rules);
    }

    /** Whether nobody but the issuing authority may read licenses of the type. */
    public boolean closed() {
        return type.sharingClass() == SharingClass.NOT_SHARED;
    }

    /** Why the whole type has its class. */
    public Optional<String> legalBasis() {
        return rules.stream()
                .filter(rule -> rule.fields().isEmpty())
                .map(SharingRule::legalBasis)
                .findFirst();
    }

    /** What is shared with every department that has a matter. */
    public Set<String> unconditional() {
        return closed()
                ? Set.of()
                : Released.partsOf(type).stream()
                        .filter(part -> classOf(part) == SharingClass.UNCONDITIONAL)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** The legal basis of a grant that comes by itself. */
    public String unconditionalBasis() {
        String bases = unconditionalRules()
                .map(SharingRule::legalBasis)
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
        return bases.isEmpty() ? BY_DEFINITION : bases;
    }

    /** What a grant shows now: never what is not shared. A grant that came by itself shows what is unconditional today. */
    public Released released(Grant grant) {
        return Released.of(
                type,
                switch (grant.origin()) {
                    case AUTOMATIC -> unconditional();
                    case REQUESTED, GIVEN ->
                        switch (grant.terms().scope()) {
                            case GrantScope.Whole whole -> shareable(Set.copyOf(Released.partsOf(type)));
                            case GrantScope.Fields some -> shareable(some.pointers());
                            case GrantScope.Predicates none -> Set.of();
                        };
                });
    }

    /**
     * Whether a grant covers a comparison now: each part is one that it shows, or one about which it answers with yes or no to
     * this very value.
     */
    boolean covers(Grant grant, Comparison asked) {
        Released shown = released(grant);
        return asked.parts().stream().allMatch(part -> shown.includes(part) || answers(grant, part, asked));
    }

    private boolean answers(Grant grant, String part, Comparison asked) {
        return grant.terms().scope() instanceof GrantScope.Predicates some
                && classOf(part) != SharingClass.NOT_SHARED
                && some.predicates().stream()
                        .anyMatch(granted -> granted.field().equals(part)
                                && granted.operator() == Predicate.Operator.EQUALS
                                && asked.asks(granted));
    }

    /** The cap of a grant now. */
    public OptionalInt dailyCap(Grant grant) {
        return switch (grant.origin()) {
            case AUTOMATIC ->
                unconditionalRules()
                        .flatMapToInt(rule -> rule.dailyCap().stream())
                        .min();
            case REQUESTED, GIVEN -> grant.terms().dailyCap();
        };
    }

    /**
     * How what a request asks for is shared: unconditionally only if every part of it is. What is shared with nobody does not
     * count; no grant shows it.
     */
    SharingClass classOf(GrantScope scope) {
        Set<String> parts =
                shareable(scope instanceof GrantScope.Whole ? Set.copyOf(Released.partsOf(type)) : named(scope));
        return !parts.isEmpty() && parts.stream().allMatch(part -> classOf(part) == SharingClass.UNCONDITIONAL)
                ? SharingClass.UNCONDITIONAL
                : SharingClass.CONDITIONAL;
    }

    /** The first part, in the order of their names, that a grant would name and that is shared with nobody. */
    Optional<String> findNotShared(GrantScope scope) {
        return named(scope).stream()
                .filter(part -> classOf(part) == SharingClass.NOT_SHARED)
                .sorted()
                .findFirst();
    }

    /** Why a part is shared with nobody, by the rules that name it. */
    String basisOfNotShared(String part) {
        return rules.stream()
                .filter(rule -> rule.sharingClass() == SharingClass.NOT_SHARED)
                .filter(rule -> rule.fields().filter(set -> set.contains(part)).isPresent())
                .map(SharingRule::legalBasis)
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
    }

    /** The parts that a scope names: a predicate tells something of its field too. */
    static Set<String> named(GrantScope scope) {
        return switch (scope) {
            case GrantScope.Whole whole -> Set.of();
            case GrantScope.Fields some -> some.pointers();
            case GrantScope.Predicates some ->
                some.predicates().stream().map(Predicate::field).collect(Collectors.toUnmodifiableSet());
        };
    }

    private Set<String> shareable(Set<String> parts) {
        Set<String> shareable = new HashSet<>(parts);
        shareable.removeIf(part -> classOf(part) == SharingClass.NOT_SHARED);
        return shareable;
    }

    private Stream<SharingRule> unconditionalRules() {
        return rules.stream().filter(rule -> rule.sharingClass() == SharingClass.UNCONDITIONAL);
    }

    /** Classes are listed from the laxest to the strictest. */
    private SharingClass classOf(String part) {
        return rules.stream()
                .filter(rule -> rule.fields().filter(set -> set.contains(part)).isPresent())
                .map(SharingRule::sharingClass)
                .max(Enum::compareTo)
                .orElse(type.sharingClass());
    }
}

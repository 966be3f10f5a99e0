package org.zhengzhao.registry.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.Refusal;
import org.zhengzhao.schema.text.Bilingual;

/** Holds callers and things against the policy. Pure: everything that counts is given. */
public final class AccessPolicy {
    private AccessPolicy() {}

    /** Whether one of these roles may at all. */
    static boolean mayAtAll(Set<String> roleNames, Permission permission) {
        return permission.roleNames().stream().anyMatch(roleNames::contains);
    }

    /** Whether the caller may do this to that. Of several roles one suffices, with all of its scopes. */
    public static Decision decide(Caller caller, Permission permission, Target target) {
        if (permission.open()) {
            return new Decision.Allowed();
        }
        List<Rule.Roles> rules = rulesOf(caller, permission);
        Optional<Scope> nearest = Optional.empty();
        for (Rule.Roles rule : rules) {
            Optional<Scope> broken = rule.scopes().stream()
                    .sorted()
                    .filter(scope -> !holds(scope, caller, target))
                    .findFirst();
            if (broken.isEmpty()) {
                return new Decision.Allowed();
            }
            nearest = Stream.concat(nearest.stream(), broken.stream()).max(Comparator.naturalOrder());
        }
        return nearest.<Decision>map(Decision.OutOfScope::new).orElseGet(Decision.NoRole::new);
    }

    public static boolean allows(Caller caller, Permission permission, Target target) {
        return switch (decide(caller, permission, target)) {
            case Decision.Allowed allowed -> true;
            case Decision.NoRole noRole -> false;
            case Decision.OutOfScope outOfScope -> false;
        };
    }

    /** Why the caller may not; empty where they may. Features that say it in their own words ask {@link #allows}. */
    public static Optional<Refusal> refusal(Caller caller, Permission permission, Target target) {
        return switch (decide(caller, permission, target)) {
            case Decision.Allowed allowed -> Optional.empty();
            case Decision.NoRole noRole -> Optional.of(noRole());
            case Decision.OutOfScope outOfScope -> Optional.of(outOf(outOfScope.scope()));
        };
    }

    /**
     * Refuses what the caller may not do.
     *
     * @throws org.zhengzhao.registry.platform.problem.RegistryException with the reason
     */
    public static void require(Caller caller, Permission permission, Target target) {
        refusal(caller, permission, target).ifPresent(refused -> {
            throw refused.toException();
        });
    }

    /** What of a list the caller sees: the most that one of the roles lets them see. */
    public static Reach reach(Caller caller, Permission permission) {
        List<Rule.Roles> rules = rulesOf(caller, permission);
        if (rules.isEmpty()) {
            throw noRole().toException();
        }
        if (rules.stream()
                .anyMatch(rule -> !rule.scopes().contains(Scope.OWN_ORGANISATION)
                        && !rule.scopes().contains(Scope.OWN_AND_BELOW))) {
            return new Reach.Everything();
        }
        return rules.stream().anyMatch(rule -> rule.scopes().contains(Scope.OWN_AND_BELOW))
                ? new Reach.Tree(caller.authority())
                : new Reach.Organisation(caller.authority());
    }

    private static List<Rule.Roles> rulesOf(Caller caller, Permission permission) {
        return permission.rules().stream()
                .flatMap(rule -> switch (rule) {
                    case Rule.Everybody everybody -> Stream.<Rule.Roles>empty();
                    case Rule.Holders holders -> Stream.<Rule.Roles>empty();
                    case Rule.Roles some -> Stream.of(some);
                })
                .filter(rule -> rule.roles().stream().anyMatch(caller.roles()::contains))
                .toList();
    }

    /** Whether a scope holds; where it says nothing about such a thing, it does. */
    private static boolean holds(Scope scope, Caller caller, Target target) {
        return switch (target) {
            case Target.Owned owned ->
                switch (scope) {
                    case OWN_ORGANISATION -> caller.authority().equals(owned.organisation());
                    // The tree of departments is in the database, and its statements walk it.
                    case OWN_AND_BELOW -> caller.authority().equals(owned.organisation());
                    case BY_GRANT, OWN_REGION, ASSIGNED_TYPES -> false;
                    case ITSELF -> true;
                };
            case Target.License license ->
                switch (scope) {
                    case OWN_ORGANISATION -> caller.authority().equals(license.authority());
                    case OWN_AND_BELOW -> false;
                    // Grants are judged where they are counted.
                    case BY_GRANT, ITSELF -> true;
                    case OWN_REGION ->
                        license.area().map(caller.assignment()::covers).orElse(true);
                    case ASSIGNED_TYPES -> caller.assignment().covers(license.type());
                };
            case Target.OfType of ->
                switch (scope) {
                    case OWN_ORGANISATION, OWN_AND_BELOW -> false;
                    case BY_GRANT, ITSELF -> true;
                    // Licenses of other regions are passed over where they are looked through.
                    case OWN_REGION -> true;
                    case ASSIGNED_TYPES -> caller.assignment().covers(of.type());
                };
            case Target.Key key ->
                switch (scope) {
                    case OWN_ORGANISATION ->
                        key.authority().filter(caller.authority()::equals).isPresent();
                    case OWN_AND_BELOW, BY_GRANT, OWN_REGION, ASSIGNED_TYPES, ITSELF -> false;
                };
            case Target.InName name ->
                switch (scope) {
                    case ITSELF ->
                        name.own()
                                .filter(own -> own.equalsIgnoreCase(name.officer()))
                                .isPresent();
                    case OWN_ORGANISATION, OWN_AND_BELOW, BY_GRANT, OWN_REGION, ASSIGNED_TYPES -> true;
                };
        };
    }

    private static Refusal noRole() {
        return new Refusal(
                ProblemType.NOT_AUTHORISED,
                new Bilingual("此客户端没有所需角色。请联系系统管理员。", "This client does not have the role. Ask the operator."));
    }

    private static Refusal outOf(Scope scope) {
        return switch (scope) {
            case OWN_ORGANISATION, OWN_AND_BELOW, BY_GRANT ->
                new Refusal(
                        ProblemType.NOT_AUTHORISED,
                        new Bilingual(
                                "这不属于本机构。没有写入任何内容。", "It does not belong to your organisation. Nothing was written."));
            case OWN_REGION -> outsideRegion();
            case ASSIGNED_TYPES ->
                new Refusal(
                        ProblemType.TYPE_NOT_ASSIGNED,
                        new Bilingual(
                                "此账号只办理指定的证照类型，不含此类型。请由其他人办理，或请系统管理员另行登记账号。",
                                "This account is limited to other license types. Leave it to somebody else, or ask the"
                                        + " operator for another account."));
            case ITSELF ->
                new Refusal(
                        ProblemType.OFFICER_NOT_CALLER,
                        new Bilingual(
                                "个人账号只能以本人名义查询：officer 须为本人工号。",
                                "A person asks in the own name: officer is your own staff number."));
        };
    }

    /** What is said of licenses outside of the region of an account. */
    public static Refusal outsideRegion() {
        return new Refusal(
                ProblemType.REGION_NOT_ASSIGNED,
                new Bilingual(
                        "此账号只办理指定地区的证照；所指的不在其内，或不存在。请核对，或由该地区的人员办理。",
                        "This account is limited to a region, and what was named is not of it, or is not there. Check it, or leave it to"
                                + " somebody of that region."));
    }
}

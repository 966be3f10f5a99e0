package org.zhengzhao.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.identity.Assignment;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.Refusal;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;

class AccessPolicyTest {
    private static final Uscc OWN = new Uscc("11110000MBFAKE143X");
    private static final Uscc OTHER = new Uscc("11110000MBFAKE1353");
    private static final AreaCode NORTH = new AreaCode("130000");
    private static final AreaCode NORTH_CITY = new AreaCode("130100");
    private static final AreaCode SOUTH = new AreaCode("440100");
    private static final LicenseTypeCode ONE = type("11110000MBFAKE143X901");
    private static final LicenseTypeCode ANOTHER = type("11110000MBFAKE143X902");

    @Test
    void decide_roleThatMayNot_isNoRole() {
        assertThat(decide(Permission.ISSUE_LICENSE, license(OWN, ONE, NORTH), Role.OPERATOR))
                .isEqualTo(new Decision.NoRole());
        assertThat(decide(Permission.ISSUE_LICENSE, license(OWN, ONE, NORTH))).isEqualTo(new Decision.NoRole());
    }

    @Test
    void decide_whatIsForEverybody_isAllowed() {
        assertThat(decide(Permission.VERIFY_DOCUMENT, new Target.Owned(OTHER))).isEqualTo(new Decision.Allowed());
    }

    @Test
    void decide_licenseOfAnotherOrganisation_isOutOfScope() {
        assertThat(decide(Permission.ACT_ON_LICENSE, license(OWN, ONE, NORTH), Role.ISSUER))
                .isEqualTo(new Decision.Allowed());
        assertThat(decide(Permission.ACT_ON_LICENSE, license(OTHER, ONE, NORTH), Role.ISSUER))
                .isEqualTo(new Decision.OutOfScope(Scope.OWN_ORGANISATION));
        assertThat(decide(Permission.ACT_ON_LICENSE, new Target.License(OTHER, ONE, Optional.empty()), Role.ISSUER))
                .isEqualTo(new Decision.OutOfScope(Scope.OWN_ORGANISATION));
    }

    @Test
    void decide_regionOfTheAccount_coversWhatLiesInIt() {
        Caller north = limited(Optional.of(NORTH), Set.of(), Role.ISSUER);
        assertThat(AccessPolicy.decide(north, Permission.ISSUE_LICENSE, license(OWN, ONE, NORTH_CITY)))
                .isEqualTo(new Decision.Allowed());
        assertThat(AccessPolicy.decide(north, Permission.ISSUE_LICENSE, license(OWN, ONE, SOUTH)))
                .isEqualTo(new Decision.OutOfScope(Scope.OWN_REGION));
        Caller city = limited(Optional.of(NORTH_CITY), Set.of(), Role.ISSUER);
        assertThat(AccessPolicy.allows(city, Permission.ISSUE_LICENSE, license(OWN, ONE, NORTH)))
                .isFalse();
    }

    @Test
    void decide_typesOfTheAccount_areTheOnlyOnes() {
        Caller one = limited(Optional.empty(), Set.of(ONE), Role.ISSUER, Role.TYPE_STEWARD, Role.DEPARTMENT);
        assertThat(AccessPolicy.allows(one, Permission.ISSUE_LICENSE, license(OWN, ONE, SOUTH)))
                .isTrue();
        assertThat(AccessPolicy.decide(one, Permission.ISSUE_LICENSE, license(OWN, ANOTHER, SOUTH)))
                .isEqualTo(new Decision.OutOfScope(Scope.ASSIGNED_TYPES));
        assertThat(type(one, Permission.CHANGE_LICENSE_TYPE, ONE)).isTrue();
        assertThat(type(one, Permission.CHANGE_LICENSE_TYPE, ANOTHER)).isFalse();
        assertThat(type(one, Permission.FIND_LICENSES, ONE)).isTrue();
        assertThat(type(one, Permission.FIND_LICENSES, ANOTHER)).isFalse();
    }

    @Test
    void decide_oneOfSeveralRolesSuffices_withAllOfItsScopes() {
        Caller both = limited(Optional.of(NORTH), Set.of(), Role.ISSUER, Role.DEPARTMENT);
        assertThat(AccessPolicy.allows(both, Permission.GET_LICENSE_HISTORY, license(OTHER, ONE, NORTH)))
                .isTrue();
        assertThat(AccessPolicy.allows(both, Permission.GET_LICENSE_HISTORY, license(OTHER, ONE, SOUTH)))
                .isFalse();
        assertThat(AccessPolicy.allows(both, Permission.GET_LICENSE_HISTORY, license(OWN, ONE, SOUTH)))
                .isFalse();
    }

    @Test
    void decide_keysOfTheRegistry_areForNoSealingOfficer() {
        assertThat(decide(Permission.RETIRE_KEY, new Target.Key(Optional.of(OWN)), Role.SEALING_OFFICER))
                .isEqualTo(new Decision.Allowed());
        assertThat(decide(Permission.RETIRE_KEY, new Target.Key(Optional.of(OTHER)), Role.SEALING_OFFICER))
                .isEqualTo(new Decision.OutOfScope(Scope.OWN_ORGANISATION));
        assertThat(decide(Permission.RETIRE_KEY, new Target.Key(Optional.empty()), Role.SEALING_OFFICER))
                .isEqualTo(new Decision.OutOfScope(Scope.OWN_ORGANISATION));
        assertThat(decide(Permission.RETIRE_KEY, new Target.Key(Optional.empty()), Role.OPERATOR))
                .isEqualTo(new Decision.Allowed());
        assertThat(decide(Permission.CREATE_KEY, new Target.Key(Optional.of(OWN)), Role.SEALING_OFFICER))
                .isEqualTo(new Decision.NoRole());
    }

    @Test
    void decide_officer_asksInTheOwnNameOnly() {
        Optional<String> own = Optional.of("zs-0101");
        assertThat(decide(Permission.GET_LICENSE, new Target.InName("ZS-0101", own), Role.DEPARTMENT_OFFICER))
                .isEqualTo(new Decision.Allowed());
        assertThat(decide(Permission.GET_LICENSE, new Target.InName("zs-0102", own), Role.DEPARTMENT_OFFICER))
                .isEqualTo(new Decision.OutOfScope(Scope.ITSELF));
        assertThat(decide(
                        Permission.GET_LICENSE,
                        new Target.InName("zs-0101", Optional.empty()),
                        Role.DEPARTMENT_OFFICER))
                .isEqualTo(new Decision.OutOfScope(Scope.ITSELF));
        assertThat(decide(Permission.GET_LICENSE, new Target.InName("zs-0102", Optional.empty()), Role.DEPARTMENT))
                .isEqualTo(new Decision.Allowed());
    }

    @Test
    void reach_isTheMostThatOneRoleSees() {
        assertThat(AccessPolicy.reach(caller(Role.DEPARTMENT), Permission.LIST_GRANTS))
                .isEqualTo(new Reach.Organisation(OWN));
        assertThat(AccessPolicy.reach(caller(Role.DEPARTMENT, Role.AUDITOR), Permission.LIST_GRANTS))
                .isEqualTo(new Reach.Everything());
        assertThat(AccessPolicy.reach(caller(Role.SUPERVISOR), Permission.LIST_UNUSUAL_READS))
                .isEqualTo(new Reach.Tree(OWN));
        assertThat(AccessPolicy.reach(caller(Role.SUPERVISOR, Role.AUDITOR), Permission.LIST_UNUSUAL_READS))
                .isEqualTo(new Reach.Everything());
        assertThatThrownBy(() -> AccessPolicy.reach(caller(Role.ISSUER), Permission.LIST_GRANTS))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        refused -> assertThat(refused.type()).isEqualTo(ProblemType.NOT_AUTHORISED));
    }

    @Test
    void chosen_byWhoSeesTheOwnOnly_isTheOwn() {
        assertThat(new Reach.Organisation(OWN).chosen(Optional.of(OTHER))).contains(OWN);
        assertThat(new Reach.Tree(OWN).chosen(Optional.of(OTHER))).contains(OWN);
        assertThat(new Reach.Everything().chosen(Optional.of(OTHER))).contains(OTHER);
        assertThat(new Reach.Everything().chosen(Optional.empty())).isEmpty();
    }

    @Test
    void refusal_saysWhatDoesNotHold() {
        Caller limited = limited(Optional.of(NORTH), Set.of(ONE), Role.ISSUER);
        assertThat(AccessPolicy.refusal(limited, Permission.ISSUE_LICENSE, license(OWN, ONE, SOUTH))
                        .map(Refusal::type))
                .contains(ProblemType.REGION_NOT_ASSIGNED);
        assertThat(AccessPolicy.refusal(limited, Permission.ISSUE_LICENSE, license(OWN, ANOTHER, NORTH))
                        .map(Refusal::type))
                .contains(ProblemType.TYPE_NOT_ASSIGNED);
        assertThat(AccessPolicy.refusal(limited, Permission.ISSUE_LICENSE, license(OWN, ONE, NORTH)))
                .isEmpty();
    }

    private static Decision decide(Permission permission, Target target, Role... roles) {
        return AccessPolicy.decide(caller(roles), permission, target);
    }

    private static boolean type(Caller caller, Permission permission, LicenseTypeCode type) {
        return AccessPolicy.allows(caller, permission, new Target.OfType(type));
    }

    private static Caller caller(Role... roles) {
        return new Caller("test", OWN, Set.of(roles));
    }

    private static Caller limited(Optional<AreaCode> region, Set<LicenseTypeCode> types, Role... roles) {
        return new Caller("test", OWN, Set.of(roles), new Assignment(region, types));
    }

    private static Target license(Uscc authority, LicenseTypeCode type, AreaCode area) {
        return new Target.License(authority, type, Optional.of(area));
    }

    private static LicenseTypeCode type(String code) {
        try {
            return LicenseTypeCode.parse(code);
        } catch (MalformedCodeException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.zhengzhao.registry.policy;

import static org.zhengzhao.registry.identity.Role.APPROVER;
import static org.zhengzhao.registry.identity.Role.AUDITOR;
import static org.zhengzhao.registry.identity.Role.CORRECTOR;
import static org.zhengzhao.registry.identity.Role.DEPARTMENT;
import static org.zhengzhao.registry.identity.Role.DEPARTMENT_OFFICER;
import static org.zhengzhao.registry.identity.Role.ISSUER;
import static org.zhengzhao.registry.identity.Role.OPERATOR;
import static org.zhengzhao.registry.identity.Role.PORTAL;
import static org.zhengzhao.registry.identity.Role.REVIEWER;
import static org.zhengzhao.registry.identity.Role.SEALING_OFFICER;
import static org.zhengzhao.registry.identity.Role.SUPERVISOR;
import static org.zhengzhao.registry.identity.Role.TYPE_STEWARD;
import static org.zhengzhao.registry.policy.Rule.asking;
import static org.zhengzhao.registry.policy.Rule.askingItself;
import static org.zhengzhao.registry.policy.Rule.everybody;
import static org.zhengzhao.registry.policy.Rule.everywhere;
import static org.zhengzhao.registry.policy.Rule.holders;
import static org.zhengzhao.registry.policy.Rule.issuing;
import static org.zhengzhao.registry.policy.Rule.itself;
import static org.zhengzhao.registry.policy.Rule.own;
import static org.zhengzhao.registry.policy.Rule.tree;
import static org.zhengzhao.registry.policy.Rule.types;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhengzhao.registry.identity.HolderCaller;
import org.zhengzhao.registry.identity.Role;

/**
 * The policy: everything that can be done over HTTP, and who may. What does not stand here is refused to everybody. The names are the
 * operation ids of the API document; {@code docs/reference/permissions.md} is this table.
 */
public enum Permission {
    // Tokens, clients
    GET_TOKEN(everybody()),
    GET_AUTHORIZATION_SERVER(everybody()),
    REGISTER_CLIENT(everywhere(OPERATOR)),
    GET_CLIENT(everywhere(OPERATOR, AUDITOR)),
    SET_CLIENT_AUTHENTICATION(everywhere(OPERATOR)),
    MAKE_CLIENT_SECRET(everywhere(OPERATOR)),
    CLOSE_CLIENT(everywhere(OPERATOR)),

    // Authorities, departments, regions, calendar
    LIST_AUTHORITIES(everywhere(OPERATOR, AUDITOR)),
    REGISTER_AUTHORITY(everywhere(OPERATOR)),
    GRANT_ISSUING_RIGHT(everywhere(OPERATOR)),
    LIST_DEPARTMENTS(everywhere(OPERATOR, AUDITOR)),
    REGISTER_DEPARTMENT(everywhere(OPERATOR)),
    GET_DEPARTMENT(everywhere(OPERATOR, AUDITOR)),
    GET_DEPARTMENT_LIMIT(everywhere(OPERATOR, AUDITOR)),
    SET_DEPARTMENT_LIMIT(everywhere(OPERATOR)),
    LIST_OFFICERS(everywhere(OPERATOR, AUDITOR)),
    REGISTER_OFFICER(everywhere(OPERATOR)),
    CHANGE_OFFICER(everywhere(OPERATOR)),
    LIST_SYSTEMS(everywhere(OPERATOR, AUDITOR)),
    LIST_REGIONS(everybody()),
    GET_REGION(everybody()),
    REGISTER_REGION(everywhere(OPERATOR)),
    RENAME_REGION(everywhere(OPERATOR)),
    GET_CALENDAR(everybody()),
    IMPORT_CALENDAR(everywhere(OPERATOR)),

    // License types and what of them is shared
    LIST_LICENSE_TYPES(everybody()),
    GET_LICENSE_TYPE(everybody()),
    DEFINE_LICENSE_TYPE(types(TYPE_STEWARD)),
    CHANGE_LICENSE_TYPE(types(TYPE_STEWARD)),
    LIST_SHARING_RULES(everywhere(OPERATOR, TYPE_STEWARD, DEPARTMENT, DEPARTMENT_OFFICER, ISSUER, AUDITOR)),
    PUT_SHARING_RULE(types(TYPE_STEWARD)),

    // Licenses
    ISSUE_LICENSE(issuing(ISSUER)),
    ISSUE_NEXT_VERSION(issuing(ISSUER)),
    ACT_ON_LICENSE(issuing(ISSUER)),
    CORRECT_LICENSE_EVENT(issuing(CORRECTOR)),
    MAKE_LICENSE_DRAFT(issuing(ISSUER)),
    LIST_LICENSE_DRAFTS(issuing(ISSUER, REVIEWER, APPROVER)),
    GET_LICENSE_DRAFT(issuing(ISSUER, REVIEWER, APPROVER)),
    REVISE_LICENSE_DRAFT(issuing(ISSUER)),
    DECIDE_ON_LICENSE_DRAFT(issuing(ISSUER, REVIEWER, APPROVER)),

    // Asking
    FIND_LICENSES(asking(DEPARTMENT), askingItself(DEPARTMENT_OFFICER)),
    GET_LICENSE(asking(DEPARTMENT), askingItself(DEPARTMENT_OFFICER)),
    GET_LICENSE_CREDENTIAL(asking(DEPARTMENT), askingItself(DEPARTMENT_OFFICER)),
    GET_LICENSE_PDF(asking(DEPARTMENT), askingItself(DEPARTMENT_OFFICER)),
    GET_LICENSE_QR_PNG(asking(DEPARTMENT), askingItself(DEPARTMENT_OFFICER)),
    GET_LICENSE_QR_SVG(asking(DEPARTMENT), askingItself(DEPARTMENT_OFFICER)),
    GET_LICENSE_HISTORY(asking(DEPARTMENT), askingItself(DEPARTMENT_OFFICER), issuing(ISSUER, CORRECTOR)),
    ASK_PREDICATES(asking(DEPARTMENT), askingItself(DEPARTMENT_OFFICER)),
    CHECK_MATTER(asking(DEPARTMENT), askingItself(DEPARTMENT_OFFICER)),
    VERIFY_FACTS(asking(DEPARTMENT), askingItself(DEPARTMENT_OFFICER)),
    VERIFY_FILE(everywhere(DEPARTMENT), itself(DEPARTMENT_OFFICER)),
    ASK_BATCH(asking(DEPARTMENT)),
    GET_BATCH(own(DEPARTMENT)),
    GET_BATCH_ANSWERS(own(DEPARTMENT)),
    GET_RECEIPT(own(DEPARTMENT, DEPARTMENT_OFFICER, ISSUER, CORRECTOR), everywhere(AUDITOR)),

    // What holders see of themselves, and whom they let see it
    LIST_OWN_LICENSES(holders()),
    GET_OWN_LICENSE_PDF(holders()),
    LIST_OWN_ACCESS_RECORDS(holders()),
    GIVE_MANDATE(holders()),
    LIST_MANDATES(holders()),
    WITHDRAW_MANDATE(holders()),

    // Matters, cases
    LIST_MATTERS(everywhere(OPERATOR, TYPE_STEWARD, AUDITOR), own(DEPARTMENT, DEPARTMENT_OFFICER)),
    REGISTER_MATTER(everywhere(OPERATOR)),
    GET_MATTER(everywhere(OPERATOR, TYPE_STEWARD, AUDITOR), own(DEPARTMENT, DEPARTMENT_OFFICER)),
    GET_REQUIREMENTS(everywhere(OPERATOR, TYPE_STEWARD, AUDITOR), own(DEPARTMENT, DEPARTMENT_OFFICER)),
    PUT_REQUIREMENTS(everywhere(OPERATOR, TYPE_STEWARD)),
    OPEN_CASE(own(DEPARTMENT, DEPARTMENT_OFFICER)),
    GET_CASE(own(DEPARTMENT, DEPARTMENT_OFFICER)),
    CLOSE_CASE(own(DEPARTMENT, DEPARTMENT_OFFICER)),

    // Grants
    LIST_GRANT_REQUESTS(everywhere(OPERATOR, TYPE_STEWARD, AUDITOR), own(DEPARTMENT, DEPARTMENT_OFFICER)),
    SUBMIT_GRANT_REQUEST(own(DEPARTMENT, DEPARTMENT_OFFICER)),
    GET_GRANT_REQUEST(everywhere(OPERATOR, TYPE_STEWARD, AUDITOR), own(DEPARTMENT, DEPARTMENT_OFFICER)),
    COMPLETE_GRANT_REQUEST(own(DEPARTMENT, DEPARTMENT_OFFICER)),
    WITHDRAW_GRANT_REQUEST(own(DEPARTMENT, DEPARTMENT_OFFICER)),
    ASK_TO_COMPLETE_GRANT_REQUEST(types(TYPE_STEWARD)),
    EXTEND_GRANT_REQUEST(types(TYPE_STEWARD)),
    GRANT_GRANT_REQUEST(types(TYPE_STEWARD)),
    REFUSE_GRANT_REQUEST(types(TYPE_STEWARD)),
    LIST_GRANTS(everywhere(OPERATOR, TYPE_STEWARD, AUDITOR), own(DEPARTMENT, DEPARTMENT_OFFICER)),
    GET_GRANT(everywhere(OPERATOR, TYPE_STEWARD, AUDITOR), own(DEPARTMENT, DEPARTMENT_OFFICER)),
    GIVE_GRANT(types(TYPE_STEWARD)),
    REVOKE_GRANT(types(TYPE_STEWARD)),

    // Who looked
    LIST_HOLDER_ACCESS_RECORDS(everywhere(PORTAL)),
    EXPORT_HOLDER_ACCESS_RECORDS_AS_CSV(everywhere(PORTAL)),
    EXPORT_HOLDER_ACCESS_RECORDS_AS_JSON_LINES(everywhere(PORTAL)),
    LIST_UNUSUAL_READS(tree(SUPERVISOR), everywhere(AUDITOR)),
    EXPLAIN_UNUSUAL_READ(tree(SUPERVISOR)),

    // Keys. Making one and certifying it here touch the registry's own devices and its issuing key; what a key of an
    // authority is for,
    // and when it ends, that authority decides too.
    LIST_KEYS(everywhere(OPERATOR, AUDITOR), own(SEALING_OFFICER)),
    CREATE_KEY(everywhere(OPERATOR)),
    GET_KEY(everywhere(OPERATOR, AUDITOR), own(SEALING_OFFICER)),
    GET_KEY_CERTIFICATES(everywhere(OPERATOR, AUDITOR), own(SEALING_OFFICER)),
    GET_CERTIFICATE_REQUEST(everywhere(OPERATOR), own(SEALING_OFFICER)),
    IMPORT_CERTIFICATES(everywhere(OPERATOR), own(SEALING_OFFICER)),
    ISSUE_CERTIFICATE(everywhere(OPERATOR)),
    ACTIVATE_KEY(everywhere(OPERATOR), own(SEALING_OFFICER)),
    RETIRE_KEY(everywhere(OPERATOR), own(SEALING_OFFICER)),
    DECLARE_KEY_COMPROMISED(everywhere(OPERATOR), own(SEALING_OFFICER)),
    DISCARD_KEY(everywhere(OPERATOR), own(SEALING_OFFICER)),

    // Keys of what is encrypted at rest
    GET_ENCRYPTION(everywhere(OPERATOR)),
    CHANGE_MASTER_KEY(everywhere(OPERATOR)),
    RETIRE_DATA_KEYS(everywhere(OPERATOR)),

    // What the registry has to do
    LIST_ISSUANCE_INTENTS(everywhere(OPERATOR, AUDITOR)),
    LIST_PDF_UPGRADES(everywhere(OPERATOR)),

    // For everybody: verifying, and what verifying needs
    VERIFY_DOCUMENT(everybody()),
    GET_OFFLINE_BUNDLE(everybody()),
    LIST_STATUS_LISTS(everybody()),
    GET_STATUS_LIST(everybody()),
    GET_TRUST_ANCHORS(everybody()),
    GET_REVOCATION_LISTS(everybody()),
    GET_REVOCATION_LIST(everybody()),

    // Pages; not in the API document
    SHOW_HOME(everybody()),
    SHOW_SAMPLE_LICENSE(everybody()),
    SHOW_SAMPLE_PDF(everybody()),
    SHOW_SAMPLE_READS(everybody()),
    SHOW_VERIFY_FORM(everybody()),
    SHOW_VERIFY_FROM_CAMERA(everybody()),
    VERIFY_ON_PAGE(everybody());

    private static final Map<String, Permission> BY_OPERATION =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Permission::operation, Function.identity()));

    private final List<Rule> rules;

    Permission(Rule... rules) {
        this.rules = List.of(rules);
    }

    /** For an operation of the API document; empty where the policy says nothing about it. */
    public static Optional<Permission> find(String operation) {
        return Optional.ofNullable(BY_OPERATION.get(operation));
    }

    /** The operation id. */
    public String operation() {
        String words = Arrays.stream(name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    public List<Rule> rules() {
        return rules;
    }

    /** Whether nobody has to log in for it. */
    public boolean open() {
        return rules.stream().anyMatch(Rule.Everybody.class::isInstance);
    }

    /** Whether it is for holders. */
    public boolean forHolders() {
        return rules.stream().anyMatch(Rule.Holders.class::isInstance);
    }

    /** Names of the roles of which one is needed, as they stand in tokens. */
    public List<String> roleNames() {
        return forHolders()
                ? List.of(HolderCaller.ROLE_NAME)
                : roles().stream().map(Role::roleName).toList();
    }

    /** Who may at all, in the order of the roles. */
    public Set<Role> roles() {
        return rules.stream()
                .flatMap(rule -> switch (rule) {
                    case Rule.Everybody everybody -> Stream.<Role>empty();
                    case Rule.Holders holders -> Stream.<Role>empty();
                    case Rule.Roles some -> some.roles().stream();
                })
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

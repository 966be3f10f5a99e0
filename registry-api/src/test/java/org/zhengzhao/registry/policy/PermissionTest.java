package org.zhengzhao.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.identity.Role;

/** Every method that answers requests stands in the policy, and nothing else decides who may. */
class PermissionTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.zhengzhao.registry");

    private static List<JavaMethod> methods() {
        return CLASSES.stream()
                .flatMap(each -> each.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                .toList();
    }

    @Test
    void everyMethodThatAnswersRequests_standsInThePolicyOnce() {
        List<String> operations = methods().stream()
                .map(method -> method.tryGetAnnotationOfType(Operation.class)
                        .map(Operation::operationId)
                        .filter(id -> !id.isEmpty())
                        .orElse(method.getFullName() + " has no operation id"))
                .toList();
        assertThat(operations)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Permission.values())
                        .map(Permission::operation)
                        .toList());
    }

    @Test
    void methods_areFoundInThePolicyByTheFilter() {
        assertThat(methods().stream()
                        .map(JavaMethod::reflect)
                        .filter(method -> PolicyFilter.permission(method).isEmpty()))
                .isEmpty();
    }

    @Test
    void rules_nameEachRoleOnce() {
        for (Permission permission : Permission.values()) {
            List<Role> named = new ArrayList<>();
            boolean open = false;
            for (Rule rule : permission.rules()) {
                switch (rule) {
                    case Rule.Everybody everybody -> open = true;
                    case Rule.Holders holders -> open = true;
                    case Rule.Roles some -> named.addAll(some.roles());
                }
            }
            assertThat(named).as(permission.name()).doesNotHaveDuplicates();
            assertThat(open).as(permission.name()).isEqualTo(named.isEmpty());
        }
    }

    @Test
    void everyRole_mayDoSomething() {
        for (Role role : Role.values()) {
            assertThat(Permission.values())
                    .as(role.roleName())
                    .anyMatch(permission -> permission.roles().contains(role));
        }
    }

    @Test
    void auditor_changesNothingAndReadsNoLicenses() {
        Set<Permission> reads = Set.of(
                Permission.GET_CLIENT,
                Permission.LIST_AUTHORITIES,
                Permission.LIST_DEPARTMENTS,
                Permission.GET_DEPARTMENT,
                Permission.GET_DEPARTMENT_LIMIT,
                Permission.LIST_OFFICERS,
                Permission.LIST_SYSTEMS,
                Permission.LIST_SHARING_RULES,
                Permission.GET_RECEIPT,
                Permission.LIST_MATTERS,
                Permission.GET_MATTER,
                Permission.GET_REQUIREMENTS,
                Permission.LIST_GRANT_REQUESTS,
                Permission.GET_GRANT_REQUEST,
                Permission.LIST_GRANTS,
                Permission.GET_GRANT,
                Permission.LIST_UNUSUAL_READS,
                Permission.LIST_KEYS,
                Permission.GET_KEY,
                Permission.GET_KEY_CERTIFICATES,
                Permission.LIST_ISSUANCE_INTENTS);
        assertThat(Arrays.stream(Permission.values())
                        .filter(permission -> permission.roles().contains(Role.AUDITOR)))
                .containsExactlyInAnyOrderElementsOf(reads);
    }

    @Test
    void nothingElse_decidesWhoMay() {
        assertThat(CLASSES.stream()
                        .flatMap(each -> Stream.concat(
                                each.getAnnotations().stream(),
                                each.getMethods().stream().flatMap(method -> method.getAnnotations().stream())))
                        .map(annotation -> annotation.getRawType().getPackageName())
                        .filter(name -> name.startsWith("jakarta.annotation.security")
                                || name.startsWith("io.quarkus.security")))
                .isEmpty();
    }

    @Test
    void find_whatIsNotInThePolicy_isEmpty() {
        assertThat(Permission.find("doAnything")).isEmpty();
        assertThat(Permission.find("")).isEmpty();
        assertThat(Permission.find("EXPORT_HOLDER_ACCESS_RECORDS_AS_CSV")).isEmpty();
        assertThat(Permission.find("exportHolderAccessRecordsAsCsv"))
                .contains(Permission.EXPORT_HOLDER_ACCESS_RECORDS_AS_CSV);
    }
}

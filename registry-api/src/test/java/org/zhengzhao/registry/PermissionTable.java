package org.zhengzhao.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhengzhao.registry.apidocument.ApiDocument.Operation;
import org.zhengzhao.registry.identity.HolderCaller;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Rule;
import org.zhengzhao.registry.policy.Scope;

/** The policy as {@code docs/reference/permissions.md} shows it. */
final class PermissionTable {
    /** Not limited any further. */
    static final String EVERYTHING = "✓";

    /** Of a holder: what is the holder's, and what a mandate covers. */
    private static final String ITSELF = "H";

    private PermissionTable() {}

    /** What the letters mean, then the table, without what stands between them. */
    static List<String> lines(List<Operation> operations) {
        List<String> lines = new ArrayList<>(legend());
        lines.addAll(table(operations));
        return lines;
    }

    static List<String> legend() {
        return Stream.concat(
                        Stream.of(
                                "| sign 标记 | reaches 范围 |",
                                "| --- | --- |",
                                "| " + EVERYTHING + " | everything 全部 |",
                                "| " + ITSELF
                                        + " | what is the holder's own, and what a mandate covers 持证主体本人的，及受托的 |"),
                        Arrays.stream(Scope.values())
                                .map(scope -> "| " + scope.letter() + " | "
                                        + scope.title().english() + " "
                                        + scope.title().chinese() + " |"))
                .toList();
    }

    static List<String> table(List<Operation> operations) {
        List<Role> roles = Arrays.asList(Role.values());
        List<String> lines = new ArrayList<>();
        lines.add("| operation 接口 | address 地址 | anybody 任何人 | `" + HolderCaller.ROLE_NAME + "` | "
                + roles.stream().map(role -> "`" + role.roleName() + "`").collect(Collectors.joining(" | ")) + " |");
        lines.add("| --- | --- | --- | --- |" + " --- |".repeat(roles.size()));
        Map<String, Operation> inOrder = new TreeMap<>();
        operations.forEach(each -> inOrder.put(each.path() + " " + each.method(), each));
        for (Operation operation : inOrder.values()) {
            Permission permission = Permission.find(operation.id()).orElseThrow();
            lines.add("| " + operation.id() + " | `" + operation.method().toUpperCase(Locale.ROOT) + " "
                    + operation.path() + "` |" + cell(permission.open() ? EVERYTHING : "")
                    + cell(permission.forHolders() ? ITSELF : "")
                    + roles.stream().map(role -> cell(cell(permission, role))).collect(Collectors.joining()));
        }
        return lines;
    }

    private static String cell(String content) {
        return content.isEmpty() ? " |" : " " + content + " |";
    }

    private static String cell(Permission permission, Role role) {
        return permission.rules().stream()
                .filter(rule -> rule instanceof Rule.Roles some && some.roles().contains(role))
                .map(rule -> ((Rule.Roles) rule).scopes())
                .map(scopes -> scopes.isEmpty()
                        ? EVERYTHING
                        : scopes.stream()
                                .sorted(Comparator.naturalOrder())
                                .map(scope -> String.valueOf(scope.letter()))
                                .collect(Collectors.joining(" ")))
                .findFirst()
                .orElse("");
    }
}

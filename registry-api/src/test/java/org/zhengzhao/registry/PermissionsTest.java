package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.apidocument.ApiDocument;
import org.zhengzhao.registry.apidocument.ApiDocument.Operation;
import org.zhengzhao.registry.identity.HolderCaller;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.registry.testing.ProviderTestResource;

/** Every operation with a token of every role, one role at a time: the answers are those of the table in {@code docs/reference}. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(value = ProviderTestResource.class, restrictToAnnotatedClass = true)
class PermissionsTest {
    private static final Path KEPT = Path.of(System.getProperty("zhengzhao.root"), "docs/reference/permissions.md");
    private static final String ANYBODY = "anybody";
    private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:\\s*\"([^\"]*)\"");

    @Test
    void table_isThePolicy() throws IOException {
        List<Operation> operations = operations();
        List<String> kept = Files.readAllLines(KEPT);
        List<String> table = kept.stream().filter(line -> line.startsWith("|")).toList();
        Path made = Path.of("target", "permissions.md");
        Files.write(made, page(kept, operations));
        assertThat(table)
                .as("meant? then copy registry-api/%s to docs/reference/permissions.md", made)
                .isEqualTo(PermissionTable.lines(operations));
    }

    /** The page with what is said around the tables left as it is. */
    private static List<String> page(List<String> kept, List<Operation> operations) {
        List<String> page = new ArrayList<>(
                kept.stream().takeWhile(line -> !line.startsWith("|")).toList());
        page.addAll(PermissionTable.legend());
        page.add("");
        page.addAll(PermissionTable.table(operations));
        int last = kept.lastIndexOf(kept.stream()
                .filter(line -> line.startsWith("|"))
                .reduce((one, other) -> other)
                .orElseThrow());
        page.addAll(kept.subList(last + 1, kept.size()));
        return page;
    }

    private static List<Operation> operations() throws IOException {
        return ApiDocument.parse(given().get("/q/openapi?format=json").asString())
                .operations();
    }

    @Test
    void everyOperation_isForTheRolesOfTheTableOnly() throws Exception {
        Map<String, Set<String>> table = table();
        List<Operation> operations = operations();
        assertThat(operations.stream().map(Operation::id)).containsExactlyInAnyOrderElementsOf(table.keySet());

        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            Set<String> may = table.get(operation.id());
            boolean open = may.contains(ANYBODY);
            check(operation, "nobody", given(), open, ProblemType.AUTHENTICATION_REQUIRED, wrong);
            check(operation, "no role", with(List.of()), open, ProblemType.NOT_AUTHORISED, wrong);
            check(
                    operation,
                    HolderCaller.ROLE_NAME,
                    PersonToken.holder("permissions-test", "001", TestDepartment.nextCode())
                            .bearer(),
                    open || may.contains(HolderCaller.ROLE_NAME),
                    ProblemType.NOT_AUTHORISED,
                    wrong);
            for (Role role : Role.values()) {
                boolean allowed = open || may.contains(role.roleName());
                check(
                        operation,
                        role.roleName(),
                        with(List.of(role.roleName())),
                        allowed,
                        ProblemType.NOT_AUTHORISED,
                        wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void check(
            Operation operation,
            String who,
            RequestSpecification request,
            boolean allowed,
            ProblemType refusal,
            List<String> wrong) {
        // What is asked for is not there and the body says nothing, so that nothing happens where the role may.
        RequestSpecification empty = request.header("Accept-Language", "en").contentType(operation.mediaType());
        Response answer = (operation.mediaType().contains("form")
                        ? empty.formParam("none", "")
                        : empty.body("{}".getBytes(StandardCharsets.UTF_8)))
                .request(operation.method(), operation.path().replaceAll("\\{[^}]*}", "0"));
        boolean refused =
                answer.statusCode() == refusal.status() && type(answer).endsWith(refusal.slug());
        if (refused == allowed || answer.statusCode() >= 500) {
            wrong.add(operation.id() + " for " + who + ": " + answer.statusCode() + " " + type(answer));
        }
    }

    private static String type(Response answer) {
        // Some hundred paths of the test library would take minutes.
        Matcher type = TYPE.matcher(answer.asString());
        return answer.contentType().contains("problem+json") && type.find() ? type.group(1) : "";
    }

    private static RequestSpecification with(List<String> roles) throws Exception {
        return given().header(
                        "Authorization",
                        "Bearer "
                                + Api.tokenOf("permissions-test", Instant.now().plusSeconds(600), roles));
    }

    /** Who may use which operation, as the table says. */
    private static Map<String, Set<String>> table() throws IOException {
        List<List<String>> rows = Files.readAllLines(KEPT).stream()
                .dropWhile(line -> !line.startsWith("| operation"))
                .filter(line -> line.startsWith("|"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        List<String> who = rows.getFirst().stream()
                .map(title -> title.startsWith("anybody") ? ANYBODY : title.replace("`", ""))
                .toList();
        assertThat(who)
                .containsAll(Arrays.stream(Role.values()).map(Role::roleName).toList());
        return rows.stream()
                .skip(2)
                .collect(Collectors.toMap(
                        row -> row.get(1),
                        row -> {
                            Set<String> may = new TreeSet<>();
                            for (int i = 3; i < row.size() - 1; i++) {
                                if (!row.get(i).isEmpty()) {
                                    may.add(who.get(i));
                                }
                            }
                            return may;
                        },
                        (one, other) -> {
                            throw new IllegalStateException("an operation stands in the table twice");
                        },
                        LinkedHashMap::new));
    }
}

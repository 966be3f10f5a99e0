package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.zhengzhao.registry.DraftApi.APPROVER;
import static org.zhengzhao.registry.DraftApi.CLERK;
import static org.zhengzhao.registry.DraftApi.REVIEWER;
import static org.zhengzhao.registry.DraftApi.account;
import static org.zhengzhao.registry.DraftApi.decide;
import static org.zhengzhao.registry.DraftApi.decision;
import static org.zhengzhao.registry.DraftApi.digest;
import static org.zhengzhao.registry.DraftApi.draft;
import static org.zhengzhao.registry.DraftApi.made;
import static org.zhengzhao.registry.DraftApi.order;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;

/** What each role finds in its work list. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LicenseDraftWorkListTest {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    private static final String ALL = "\"issuer\",\"reviewer\",\"approver\"";

    private String type = "";

    @BeforeEach
    void type() {
        type = DraftApi.type(940);
    }

    @Test
    void draft_goesFromListToList() {
        String id = made(type);
        assertThat(all(Api.token(REVIEWER), "REVIEW")).contains(id);
        assertThat(all(Api.token(APPROVER), "APPROVE")).doesNotContain(id);
        assertThat(all(Api.token(CLERK), "MINE")).contains(id);
        decide(REVIEWER, id, "RETURN").then().statusCode(201);
        assertThat(all(Api.token(REVIEWER), "REVIEW")).doesNotContain(id);
        assertThat(all(Api.token(CLERK), "REVISE")).contains(id);
        DraftApi.revise(Api.token(CLERK), id, "\"2\"", draft(order(type)))
                .then()
                .statusCode(200);
        assertThat(all(Api.token(CLERK), "REVISE")).doesNotContain(id);
        assertThat(all(Api.token(REVIEWER), "REVIEW")).contains(id);
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        assertThat(all(Api.token(REVIEWER), "REVIEW")).doesNotContain(id);
        assertThat(all(Api.token(APPROVER), "APPROVE")).contains(id);
        decide(APPROVER, id, "APPROVE").then().statusCode(201);
        assertThat(all(Api.token(APPROVER), "APPROVE")).doesNotContain(id);
        assertThat(all(Api.token(CLERK), "MINE")).contains(id);
    }

    @Test
    void whoHadAPart_isNotAskedAgain() {
        String person = "zs-" + System.nanoTime();
        String token = account(DraftApi.AUTHORITY, person, ALL);
        String id = DraftApi.with(token, Optional.empty())
                .body(draft(order(type)))
                .post("/v1/license-drafts")
                .path("id");
        assertThat(all(token, "REVIEW")).doesNotContain(id);
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        assertThat(all(token, "APPROVE")).doesNotContain(id);
        String reviewedByIt = made(type);
        decide(token, reviewedByIt, decision("ACCEPT", digest(reviewedByIt)), Optional.empty())
                .then()
                .statusCode(201);
        assertThat(all(token, "APPROVE")).doesNotContain(reviewedByIt);
        assertThat(all(Api.token(APPROVER), "APPROVE")).contains(id, reviewedByIt);
        assertThat(all(token, "MINE")).containsExactly(id);
    }

    @Test
    void otherAuthority_hasAListOfItsOwn() {
        String id = made(type);
        String stranger = account("11110000MBFAKE039R", "zs-" + System.nanoTime(), ALL);
        assertThat(all(stranger, "REVIEW")).doesNotContain(id);
        assertThat(all(stranger, "MINE")).isEmpty();
    }

    @Test
    void wrongRoleOrParameter_isRefused() {
        refused(list(Api.token(CLERK), "task=REVIEW"), ProblemType.NOT_AUTHORISED);
        refused(list(Api.token(REVIEWER), "task=APPROVE"), ProblemType.NOT_AUTHORISED);
        refused(list(Api.token(APPROVER), "task=MINE"), ProblemType.NOT_AUTHORISED);
        refused(list(Api.token("commerce-bureau"), "task=REVIEW"), ProblemType.NOT_AUTHORISED);
        refused(list(Api.token(CLERK), ""), ProblemType.MISSING_PARAMETER);
        list(Api.token(CLERK), "task=ALL&limit=0&cursor=x")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("task", "cursor", "limit")));
    }

    @Test
    void pages_haveEveryDraftOnce_inOrder() {
        String person = "zs-" + System.nanoTime();
        String token = account(DraftApi.AUTHORITY, person, "\"issuer\"");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(DraftApi.with(token, Optional.empty())
                    .body(draft(order(type)))
                    .post("/v1/license-drafts")
                    .path("id"));
        }
        List<String> seen = new ArrayList<>();
        Response page = list(token, "task=MINE&limit=2");
        page.then().statusCode(200).body("drafts.size()", equalTo(2)).body("drafts[0].maker", equalTo(person));
        while (true) {
            seen.addAll(page.<List<String>>path("drafts.id"));
            String link = page.header("Link");
            if (link == null) {
                break;
            }
            Matcher next = NEXT.matcher(link);
            assertThat(next.matches()).isTrue();
            page = DraftApi.with(token, Optional.empty())
                    .urlEncodingEnabled(false)
                    .get(next.group(1));
        }
        assertThat(seen).containsExactlyElementsOf(made.reversed());
        List<String> waiting = all(Api.token(REVIEWER), "REVIEW");
        assertThat(waiting).containsSubsequence(made).doesNotHaveDuplicates();
    }

    private static Response list(String token, String query) {
        return DraftApi.with(token, Optional.empty()).get("/v1/license-drafts" + (query.isEmpty() ? "" : "?" + query));
    }

    /** Every page of a list. */
    private static List<String> all(String token, String task) {
        List<String> ids = new ArrayList<>();
        String path = "/v1/license-drafts?limit=100&task=" + task;
        while (true) {
            Response page = DraftApi.with(token, Optional.empty())
                    .urlEncodingEnabled(false)
                    .get(path);
            page.then().statusCode(200);
            ids.addAll(page.<List<String>>path("drafts.id"));
            String link = page.header("Link");
            if (link == null) {
                return ids;
            }
            Matcher next = NEXT.matcher(link);
            assertThat(next.matches()).isTrue();
            path = next.group(1);
        }
    }

    private static void refused(Response answer, ProblemType type) {
        answer.then().statusCode(type.status()).body("type", equalTo(type.uri()));
    }
}

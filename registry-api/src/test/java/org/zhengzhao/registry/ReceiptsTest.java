package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengzhao.registry.TestDepartment.MATTER;
import static org.zhengzhao.registry.TestDepartment.refused;
import static org.zhengzhao.registry.TestDepartment.type;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.registry.license.HolderKeys;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.receipt.ReceiptOperation;
import org.zhengzhao.signing.receipt.ReceiptOutcome;
import org.zhengzhao.signing.receipt.ReceiptReader;

/** Every answer comes with a receipt for its very octets, and the record of the read has the same. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ReceiptsTest {
    private static final String ENGINEER = "class-2-cost-engineer";

    @Inject
    EntityManager entities;

    @Inject
    HolderKeys holderKeys;

    @Test
    void byIdentifier_found_isReceipted() throws Exception {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("market-bureau", Api.FOOD);
        Instant before = Instant.now();
        ReceiptClaims claims = receipted(department, department.asking().get("/v1/licenses/" + license), 200);

        assertThat(claims.operation()).isEqualTo(ReceiptOperation.BY_IDENTIFIER);
        assertThat(claims.outcome()).isEqualTo(ReceiptOutcome.FOUND);
        assertThat(claims.licenses()).containsExactly(LicenseIdentifier.parse(license));
        assertThat(claims.fields()).containsExactly("*");
        assertThat(claims.holder()).isEmpty();
        assertThat(claims.asker().authority().value()).isEqualTo(department.code());
        assertThat(claims.asker().client()).isEqualTo(department.clientId());
        assertThat(claims.asker().officer()).isEqualTo("zhang.san");
        assertThat(claims.askedFor().purpose()).isEqualTo("subsidy review");
        assertThat(claims.askedFor().matter()).isEqualTo(MATTER);
        assertThat(claims.askedFor().caseNumber()).isEqualTo("CASE-1");
        assertThat(claims.askedAt()).isBetween(before.minus(Duration.ofSeconds(1)), Instant.now());
    }

    @Test
    void byIdentifier_someFieldsGranted_areTheOnesInTheReceipt() throws Exception {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("housing-commission", ENGINEER);
        department.give(ENGINEER, ",\"fields\":[\"/fields/specialty\",\"/validUntil\"]");
        ReceiptClaims claims = receipted(department, department.asking().get("/v1/licenses/" + license), 200);
        assertThat(claims.fields()).containsExactlyInAnyOrder("/validUntil", "/fields/specialty");
    }

    @Test
    void byIdentifier_noSuchLicense_isReceipted() throws Exception {
        TestDepartment department = TestDepartment.register();
        String license = TestDepartment.notIssued(Api.issued("market-bureau", Api.FOOD));
        Response answer = department.asking().get("/v1/licenses/" + license);
        refused(answer, ProblemType.UNKNOWN_LICENSE);
        ReceiptClaims claims = receipted(department, answer, 404);
        assertThat(claims.outcome()).isEqualTo(ReceiptOutcome.NOT_FOUND);
        assertThat(claims.licenses()).containsExactly(LicenseIdentifier.parse(license));
        assertThat(claims.fields()).isEmpty();
    }

    @Test
    void byHolder_foundAndNotFound_areReceiptedWithTheHoldersHash() throws Exception {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("market-bureau", Api.FOOD);
        ReceiptClaims found = receipted(department, ofHolder(department, "91110000MAFAKE019D", Api.FOOD), 200);
        assertThat(found.operation()).isEqualTo(ReceiptOperation.BY_HOLDER);
        assertThat(found.outcome()).isEqualTo(ReceiptOutcome.FOUND);
        assertThat(found.licenses()).contains(LicenseIdentifier.parse(license));
        assertThat(found.holder()).contains(hash("91110000MAFAKE019D"));

        String nobody = TestDepartment.nextCode();
        ReceiptClaims none = receipted(department, ofHolder(department, nobody, Api.FOOD), 200);
        assertThat(none.outcome()).isEqualTo(ReceiptOutcome.NOT_FOUND);
        assertThat(none.licenses()).isEmpty();
        assertThat(none.fields()).isEmpty();
        assertThat(none.holder()).contains(hash(nobody));
    }

    @Test
    void refusals_areReceipted() throws Exception {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("housing-commission", ENGINEER);
        ReceiptClaims claims = receipted(department, department.asking().get("/v1/licenses/" + license), 403);
        assertThat(claims.outcome()).isEqualTo(ReceiptOutcome.NOT_GRANTED);
        assertThat(claims.fields()).isEmpty();

        department.give(ENGINEER, ",\"dailyCap\":1");
        receipted(department, department.asking().get("/v1/licenses/" + license), 200);
        claims = receipted(department, ofHolder(department, "91110000MAFAKE019D", ENGINEER), 429);
        assertThat(claims.outcome()).isEqualTo(ReceiptOutcome.CAP_EXHAUSTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "qr.png", "qr.svg", "credential", "history"})
    void faces_areReceipted(String face) throws Exception {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("market-bureau", Api.FOOD);
        ReceiptClaims claims =
                receipted(department, department.asking().get("/v1/licenses/" + license + "/" + face), 200);
        assertThat(claims.fields()).containsExactly("*");
        assertThat(claims.operation().name())
                .isEqualTo(
                        switch (face) {
                            case "pdf" -> "PDF";
                            case "qr.png", "qr.svg" -> "QR";
                            case "credential" -> "CREDENTIAL";
                            default -> "HISTORY";
                        });
    }

    /** Many licenses make a receipt that no header should carry: it is fetched. */
    @Test
    void list_longReceipt_isFetched() throws Exception {
        TestDepartment department = TestDepartment.register();
        for (int i = 0; i < 40; i++) {
            Api.issued("market-bureau", Api.FOOD);
        }
        Response answer = ofHolder(department, "91110000MAFAKE019D", Api.FOOD);
        assertThat(answer.header("Receipt")).isNull();
        ReceiptClaims claims = receipted(department, answer, 200);
        assertThat(claims.licenses()).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void receipt_ofAnotherDepartment_isUnknown() {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("market-bureau", Api.FOOD);
        String location = department.asking().get("/v1/licenses/" + license).header("Receipt-Location");
        department.self().get(location).then().statusCode(200);
        refused(TestDepartment.register().self().get(location), ProblemType.UNKNOWN_RECEIPT);
        refused(department.self().get("/v1/receipts/" + UUID.randomUUID()), ProblemType.UNKNOWN_RECEIPT);
        refused(department.self().get("/v1/receipts/x"), ProblemType.UNKNOWN_RECEIPT);
    }

    /** What the receipt of the answer says, once it is proven that it is the registry's, and for these octets. */
    private ReceiptClaims receipted(TestDepartment department, Response answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        String id = answer.header("Access-Record");
        String fetched =
                department.self().get(answer.header("Receipt-Location")).asString();
        assertThat(answer.header("Receipt")).isIn(null, fetched);
        assertThat(stored(id)).isEqualTo(fetched);
        Api.as("market-bureau")
                .contentType(ContentType.BINARY)
                .accept(ContentType.JSON)
                .body(fetched.getBytes(StandardCharsets.UTF_8))
                .post("/v1/verifications")
                .then()
                .statusCode(200)
                .body("verdict", org.hamcrest.Matchers.equalTo("VALID"));
        ReceiptClaims claims = ReceiptReader.read(Bytes.utf8(fetched)).claims();
        assertThat(claims.id()).hasToString(id);
        assertThat(claims.answerDigest()).isEqualTo(Sha256.of(Bytes.of(answer.asByteArray())));
        return claims;
    }

    private String stored(String accessRecord) {
        List<?> receipts = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery("select receipt from access_record where id = cast(:id as uuid)")
                        .setParameter("id", accessRecord)
                        .getResultList());
        return String.valueOf(receipts.getFirst());
    }

    private Bytes hash(String holderCode) throws Exception {
        return holderKeys.of(HolderCode.parse(HolderCodeType.parse("001"), holderCode));
    }

    private static Response ofHolder(TestDepartment department, String holder, String slug) {
        return department
                .asking()
                .queryParam("holderCodeType", "001")
                .queryParam("holderCode", holder)
                .queryParam("type", type(slug))
                .queryParam("limit", 100)
                .get("/v1/licenses");
    }
}

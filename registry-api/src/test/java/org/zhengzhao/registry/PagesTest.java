package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.registry.issuance.IssuanceService;
import org.zhengzhao.registry.pages.PageTexts;
import org.zhengzhao.registry.sample.SampleShowcase;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.receipt.AskedFor;
import org.zhengzhao.signing.receipt.Asker;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.receipt.ReceiptOperation;
import org.zhengzhao.signing.receipt.ReceiptOutcome;
import org.zhengzhao.signing.receipt.ReceiptSigner;

/** The pages as a browser without scripts gets them. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PagesTest {
    private static final String UNKNOWN_IDENTIFIER =
            "1.2.156.3005.2.11100000000019713D008.11110000MBFAKE039R.110000000001.001.D";
    private static final String HOSTILE = "<script>alert(1)</script>\"'&<b>{say:home}";

    @TestHTTPResource("/verify")
    URI verify;

    @Inject
    KeyRing keys;

    @Inject
    SampleShowcase samples;

    @Inject
    IssuanceService issuance;

    @Inject
    EntityManager entities;

    @Test
    void home_showsSamplesAndCallers_neverSecrets() {
        String page = page("/").statusCode(200).extract().asString();
        assertThat(page)
                .contains("食品经营许可证", "营业执照", "道路运输经营许可证", "二级造价工程师注册证书", "不动产权证书")
                .contains("market-bureau", "commerce-bureau", "sample-credentials.env")
                .contains("/verify", "/q/openapi", "/v1/trust-anchors")
                .doesNotContain(Api.secret("market-bureau"), Api.secret("commerce-bureau"));
    }

    @Test
    void language_isChosenByAddressThenCookieThenBrowser() {
        browser().get("/").then().body(containsString("<html lang=\"zh-CN\">"));
        browser()
                .header("Accept-Language", "en-GB")
                .get("/")
                .then()
                .header("Content-Language", "en")
                .body(containsString("<html lang=\"en\">"), containsString("Verify a license"));
        Response chosen = browser().get("/?lang=en");
        chosen.then().body(containsString("<html lang=\"en\">"));
        assertThat(chosen.detailedCookie("lang").isHttpOnly()).isTrue();
        browser()
                .cookie("lang", "en")
                .header("Accept-Language", "zh-CN")
                .get("/")
                .then()
                .body(containsString("<html lang=\"en\">"));
        browser().get("/?lang=%22%3E").then().body(containsString("<html lang=\"zh-CN\">"));
    }

    @Test
    void everyText_existsInBothLanguages() throws IOException {
        Properties english = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(PageTexts.class.getResourceAsStream("/messages/say_en.properties")),
                StandardCharsets.UTF_8)) {
            english.load(reader);
        }
        assertThat(english.stringPropertyNames())
                .isEqualTo(Arrays.stream(PageTexts.class.getDeclaredMethods())
                        .map(Method::getName)
                        .collect(Collectors.toSet()));
    }

    @Test
    void license_showsTheSampleAndRecordsTheRead() {
        String identifier = sample("class-2-cost-engineer");
        long before = publicReads(identifier);

        String page = page("/licenses/" + identifier).statusCode(200).extract().asString();

        assertThat(page)
                .contains("二级造价工程师注册证书", "许知行", "建[造]21251100000127", "2025年7月1日至2029年6月30日", "<svg", "/V#LX1:")
                .contains("class=\"status good\"", "有效")
                .doesNotContain("110101190001010014", "sha-256:");
        assertThat(List.of(
                        page.indexOf("性别"),
                        page.indexOf("专业</dt>"),
                        page.indexOf("聘用单位</dt>"),
                        page.indexOf("学历</dt>")))
                .as("fields in the order of the type")
                .doesNotContain(-1)
                .isSorted();
        assertThat(publicReads(identifier)).isEqualTo(before + 1);

        byte[] pdf = browser()
                .get("/licenses/" + identifier + "/pdf")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
        assertThat(pdf).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        assertThat(publicReads(identifier)).isEqualTo(before + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/pdf", "/reads"})
    void license_ofSomebody_answersAsAnUnknownOne(String face) {
        String real = Api.issued("market-bureau", Api.FOOD);
        long before = publicReads(real);
        String answer = page("/licenses/" + real + face)
                .statusCode(404)
                .contentType("text/html")
                .extract()
                .asString();
        for (String other : List.of(UNKNOWN_IDENTIFIER, "nonsense", "%3Cscript%3E")) {
            String same = browser()
                    .urlEncodingEnabled(false)
                    .get("/licenses/" + other + face)
                    .then()
                    .statusCode(404)
                    .extract()
                    .asString();
            assertThat(same).isEqualTo(answer);
        }
        assertThat(publicReads(real)).isEqualTo(before);
    }

    @Test
    void reads_ofASample_showWhoLookedAndWhy_asText() {
        TestDepartment department = TestDepartment.register();
        String identifier = sample("food-business-permit");
        String other = Api.issued("market-bureau", Api.FOOD);
        for (String license : List.of(identifier, other)) {
            given().header("Authorization", "Bearer " + department.token())
                    .queryParam("purpose", HOSTILE)
                    .queryParam("matter", TestDepartment.MATTER)
                    .queryParam("caseNumber", "<i>AJ-1</i>\u202E")
                    .queryParam("officer", "officer.of.the.test")
                    .get("/v1/licenses/" + license)
                    .then()
                    .statusCode(200);
        }
        assertThat(page("/licenses/" + identifier).extract().asString())
                .contains("href=\"/licenses/" + identifier + "/reads\"");
        long before = publicReads(identifier);

        String html = page("/licenses/" + identifier + "/reads")
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .body(not(containsString(" style=")), not(containsString("onclick")))
                .extract()
                .asString();

        assertThat(html)
                .contains("谁看过这张证照", "测试部门", "测试事项", "按证照标识查询一份证照", "已提供")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;i&gt;AJ-1&lt;/i&gt;\uFFFD", "{say:home}")
                .doesNotContain("<script>alert", "<i>AJ", "\u202E", "officer.of.the.test", other);
        assertThat(publicReads(identifier)).isEqualTo(before);
        page("/licenses/" + identifier + "/reads?lang=en")
                .body(containsString("Who looked at this license"), containsString("Test department"));
    }

    /** Nobody asked for a case: the view of the page is recorded, and concerns nobody. */
    @Test
    void viewOfASamplePage_isNotFiledUnderTheHolder() {
        String identifier = sample("food-business-permit");
        page("/licenses/" + identifier).statusCode(200);
        assertThat(((Number) entities.createNativeQuery(
                                        "select count(*) from access_record r join access_record_holder h on h.record_id = r.id"
                                                + " where r.client_id = 'public-page'")
                                .getSingleResult())
                        .longValue())
                .isZero();
    }

    @Test
    void hostileName_isShownAsText() {
        Map<String, JsonValue> order = new LinkedHashMap<>(
                SampleTypes.find(Api.FOOD).orElseThrow().license().values());
        order.put("number", new JsonValue.Text("TEST-" + System.nanoTime()));
        JsonValue.Members holder = (JsonValue.Members)
                ((JsonValue.Items) order.get("holders")).values().getFirst();
        Map<String, JsonValue> renamed = new LinkedHashMap<>(holder.values());
        renamed.put("name", new JsonValue.Text(HOSTILE));
        order.put("holders", new JsonValue.Items(List.of(new JsonValue.Members(renamed))));
        String identifier = issuance.issueSample(new Uscc("11110000MBFAKE039R"), new JsonValue.Members(order))
                .license()
                .content()
                .identifier()
                .value();
        byte[] pdf = browser().get("/licenses/" + identifier + "/pdf").asByteArray();

        for (String html : List.of(
                page("/").extract().asString(),
                page("/licenses/" + identifier).extract().asString(),
                verified(pdf).extract().asString())) {
            assertThat(html)
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                    .contains("{say:home}")
                    .doesNotContain("<script>alert");
        }
    }

    @Test
    void verify_pdf_isValidAndTampered_isInvalid() {
        byte[] pdf = browser()
                .get("/licenses/" + sample("business-license") + "/pdf")
                .asByteArray();
        verified(pdf).statusCode(200).body(containsString("<h1 id=\"verdict\" tabindex=\"-1\">有效</h1>"));

        pdf[pdf.length / 2] ^= 1;
        verified(pdf)
                .statusCode(200)
                .body(
                        containsString("<h1 id=\"verdict\" tabindex=\"-1\">无效</h1>"),
                        containsString("为什么"),
                        containsString("怎么办"));
    }

    @Test
    void verify_textOfTheCode_isValid() {
        String page = page("/licenses/" + sample("real-estate-title")).extract().asString();
        String fragment = page.replaceAll("(?s).*href=\"/V#([^\"]+)\".*", "$1");
        pasted("https://any.example/V#" + fragment).body(containsString(">有效</h1>"), containsString("梁若谷"));
        pasted(fragment.substring(0, 200)).body(containsString(">无效</h1>"));
    }

    /** Anybody can sign a receipt with a key of his own: what it says is not repeated, and nobody takes it for ours. */
    @Test
    void verify_receiptOfAStranger_isUndeterminedAndNotRepeated() throws Exception {
        String receipt = strangersReceipt();

        verified(receipt.getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .body(
                        containsString(">无法判定</h1>"),
                        containsString("SIGNER_UNKNOWN"),
                        containsString("回执上写的发证平台"),
                        not(containsString("wang.wu")));
        pasted(receipt).body(containsString(">无法判定</h1>"));
        verified((receipt + "==").getBytes(StandardCharsets.UTF_8)).body(containsString(">无效</h1>"));
        given().body(receipt.getBytes(StandardCharsets.UTF_8))
                .post("/v1/verifications")
                .then()
                .statusCode(200)
                .body("kind", equalTo("receipt"), "verdict", equalTo("UNDETERMINED"), "receipt", nullValue());
    }

    @Test
    void verify_receiptOfTheRegistry_isValidAndAltered_isInvalid() throws Exception {
        String receipt = receipt(keys.requireRecordKey(Instant.now()));

        verified(receipt.getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .body(
                        containsString(">有效</h1>"),
                        containsString("回执上写的是"),
                        containsString("wang.wu"),
                        containsString("查无此证"));
        given().body(receipt.getBytes(StandardCharsets.UTF_8))
                .post("/v1/verifications")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("VALID"), "receipt.caseNumber", equalTo("SW-2026-000123"));
        int signature = receipt.lastIndexOf('.') + 5;
        char other = receipt.charAt(signature) == 'A' ? 'B' : 'A';
        pasted(receipt.substring(0, signature) + other + receipt.substring(signature + 1))
                .body(containsString(">无效</h1>"), containsString("回执编号"), not(containsString("wang.wu")));
    }

    private static String strangersReceipt() throws Exception {
        Provider provider = new BouncyCastleProvider();
        Instant now = Instant.now();
        RegistryPki pki = new RegistryPki(provider, new SecureRandom());
        RegistryPki.Issued root = pki.root("A stranger", now);
        return receipt(pki.registry(Suite.ES256, "A stranger", RegistryPurpose.RECORDS, root, now)
                .handle(provider));
    }

    private static String receipt(SigningKey key) throws Exception {
        ReceiptClaims claims = new ReceiptClaims(
                UUID.randomUUID(),
                RegistryPki.registryNameOf(key.certificate()).orElseThrow(),
                Instant.now(),
                new Asker(Uscc.parse("11110000MBFAKE1353"), "commerce-bureau", "wang.wu"),
                new AskedFor("餐饮企业备案", "000131015000", "SW-2026-000123"),
                Optional.empty(),
                ReceiptOperation.BY_HOLDER,
                ReceiptOutcome.NOT_FOUND,
                List.of(),
                List.of(),
                List.of(),
                Sha256.of(new byte[0]));
        return new ReceiptSigner(new BouncyCastleProvider())
                .signJws(claims, key)
                .orElseThrow();
    }

    @Test
    void verify_whatIsNothing_saysWhatToDo() {
        pasted("hello").statusCode(200).body(containsString(">没有核验成</h1>"), containsString("LX1:"));
        pasted(HOSTILE).statusCode(200).body(not(containsString("<script>alert")));
        verified(new byte[0]).statusCode(200).body(containsString(">没有核验成</h1>"));
        pasted("").statusCode(200).body(containsString("还没有选择"), not(containsString("id=\"verdict\"")));
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void verify_tooLarge_isToldInWords(HttpClient.Version version) throws Exception {
        // As a browser sends it: with its length, which RestAssured leaves out of forms.
        HttpRequest request = HttpRequest.newBuilder(verify)
                .version(version)
                .header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[20 * 1024 * 1024 + 1]))
                .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.body()).contains("文件太大");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/verify", "/V", "/nothing", "/licenses/nonsense", "/assets/pages.css", "/assets/pages.js"})
    void everything_carriesItsHeaders(String path) {
        page(path)
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .body(not(containsString(" style=")), not(containsString("onclick")));
    }

    @Test
    void unknownAddress_isAPageForPeopleAndAProblemForPrograms() {
        page("/nothing").statusCode(404).contentType("text/html").body(containsString("没有找到这一页"));
        given().get("/nothing").then().statusCode(404).contentType("application/problem+json");
        browser().get("/v1/nothing").then().statusCode(404).contentType("application/problem+json");
    }

    private String sample(String slug) {
        return samples.licenses().stream()
                .map(history -> history.license().content().identifier())
                .filter(identifier -> identifier
                        .type()
                        .equals(SampleTypes.find(slug).orElseThrow().type().code()))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private long publicReads(String identifier) {
        return ((Number) entities.createNativeQuery(
                                "select count(*) from access_record where client_id = 'public-page' and identifiers = ?1")
                        .setParameter(1, identifier)
                        .getSingleResult())
                .longValue();
    }

    private static RequestSpecification browser() {
        return given().header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    private static ValidatableResponse page(String path) {
        return browser().get(path).then();
    }

    private static ValidatableResponse verified(byte[] file) {
        return browser()
                .multiPart("file", "license.pdf", file)
                .multiPart("text", "")
                .post("/verify")
                .then();
    }

    private static ValidatableResponse pasted(String text) {
        return browser()
                .multiPart("file", "", new byte[0], "application/octet-stream")
                .multiPart("text", text, "text/plain; charset=UTF-8")
                .post("/verify")
                .then();
    }
}

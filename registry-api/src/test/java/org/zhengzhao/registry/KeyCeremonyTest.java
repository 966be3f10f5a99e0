package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.publication.Publisher;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.registry.trust.PemCertificates;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.bundle.BundleReader;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pki.CertificateKind;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.receipt.AskedFor;
import org.zhengzhao.signing.receipt.Asker;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.receipt.ReceiptOperation;
import org.zhengzhao.signing.receipt.ReceiptOutcome;
import org.zhengzhao.signing.receipt.ReceiptReader;
import org.zhengzhao.signing.receipt.ReceiptSigner;
import org.zhengzhao.signing.trust.CertificateFile;

/** Keys are made, certified, put into service, taken out of it, and every step leaves a record. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class KeyCeremonyTest {
    private static final String TRANSPORT = "11110000MBFAKE100G";
    private static final String HOUSING = "11110000MBFAKE119D";
    private static final String LAND = "11110000MBFAKE1278";
    private static final String COMMERCE = "11110000MBFAKE1353";
    private static final String CATALOGUE = "11110000MBFAKE143X";
    private static final String ARCHIVE = "12310000MBFAKE047Y";
    private static final String CEREMONY =
            "\"ceremony\":{\"conductedBy\":\"张三\",\"witnesses\":[\"李四\",\"王五\"],\"note\":\"test\"}";
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final RegistryPki ELSEWHERE = new RegistryPki(PROVIDER, new SecureRandom());

    @Inject
    EntityManager entities;

    @Inject
    UserTransaction transaction;

    @Inject
    KeyRing ring;

    @Inject
    Publisher publisher;

    @Test
    void nextKey_issuedAndActivated_signsAndWhatTheOldOneSignedStaysValid() throws Exception {
        byte[] before = pdf("transport-commission", "road-transport-operating-permit");
        String old = current(TRANSPORT);
        String id = created(TRANSPORT, "ES256").path("id");

        act(id, "issue").then().statusCode(200).body("state", equalTo("NEXT"));
        String fingerprint = get(id).path("fingerprint");
        assertThat(anchorFingerprints()).contains(fingerprint);
        assertThat(get(old).<String>path("state")).isEqualTo("CURRENT");

        act(id, "activate").then().statusCode(200).body("state", equalTo("CURRENT"));
        get(old).then().body("state", equalTo("RETIRED")).body("retired.by", equalTo("registry-operator"));
        assertThat(anchorFingerprints()).contains(fingerprint, get(old).<String>path("fingerprint"));
        byte[] after = pdf("transport-commission", "road-transport-operating-permit");
        assertThat(intentKey()).isEqualTo(fingerprint);
        valid(before);
        valid(after);
        get(id).then()
                .body("ceremonies.act", equalTo(List.of("CREATED", "CERTIFICATE_ISSUED", "ACTIVATED")))
                .body("ceremonies[2].conductedBy", equalTo("张三"))
                .body("ceremonies[2].witnesses", equalTo(List.of("李四", "王五")))
                .body("ceremonies[2].fingerprint", equalTo(fingerprint))
                .body("daysLeft", notNullValue())
                .body("warning", nullValue());
    }

    /** The default last: other tests issue under this authority too. */
    @ParameterizedTest
    @EnumSource(value = Suite.class)
    void everySuite_canBeChosen(Suite suite) throws Exception {
        chosen(suite);
        chosen(Suite.ES256);
    }

    private static void chosen(Suite suite) {
        String id = created(HOUSING, suite.name()).path("id");
        act(id, "issue").then().statusCode(200);
        act(id, "activate").then().statusCode(200).body("suite", equalTo(suite.name()));
        valid(pdf("housing-commission", "class-2-cost-engineer"));
    }

    @Test
    void create_sameIdempotencyKey_givesTheSameKey_andASecondOneWaits() {
        String body = order(LAND, "ES256");
        Response first =
                operator().header("Idempotency-Key", "k1-" + LAND).body(body).post("/v1/keys");
        first.then().statusCode(201).body("state", equalTo("REQUESTED"));
        Response again =
                operator().header("Idempotency-Key", "k1-" + LAND).body(body).post("/v1/keys");
        again.then().statusCode(201).body("id", equalTo(first.<String>path("id")));
        refused(operator().body(body).post("/v1/keys"), ProblemType.KEY_WAITING);
        refused(act(first.path("id"), "activate"), ProblemType.KEY_STATE);
        act(first.path("id"), "discard").then().statusCode(200).body("state", equalTo("DISCARDED"));
        refused(act(first.path("id"), "issue"), ProblemType.KEY_STATE);
    }

    @Test
    void chainFromElsewhere_isImportedWhereItFits() throws Exception {
        Instant now = Instant.now();
        RegistryPki.Issued root = ELSEWHERE.root("Elsewhere", now);
        RegistryPki.Issued issuing = ELSEWHERE.issuingAuthority("Elsewhere", root, now);
        String id = created(COMMERCE, "ES256").path("id");
        PublicKey requested = requested(id, "NTRCN-" + COMMERCE);
        Authority commerce = new Authority(new Uscc(COMMERCE), "示例市商务局");
        List<X509Certificate> good = new ArrayList<>(
                ELSEWHERE.certify(requested, new CertificateKind.Sealing(commerce), issuing.handle(PROVIDER), now));
        good.add(root.certificate());

        refusedFor(imported(id, good.subList(0, 2)), "INCOMPLETE");
        refusedFor(imported(id, List.of(good.get(0), root.certificate())), "INCOMPLETE");
        refusedFor(imported(id, good.subList(1, 3)), "NOT_FOR_THIS_KEY");
        refusedFor(imported(id, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"), "UNREADABLE");
        List<X509Certificate> others = new ArrayList<>(ELSEWHERE.certify(
                requested,
                new CertificateKind.Sealing(new Authority(new Uscc(LAND), "示例")),
                issuing.handle(PROVIDER),
                now));
        others.add(root.certificate());
        refusedFor(imported(id, others), "WRONG_ORGANISATION");
        List<X509Certificate> authority = new ArrayList<>(ELSEWHERE.certify(
                requested, new CertificateKind.IssuingAuthority("Elsewhere"), root.handle(PROVIDER), now));
        authority.add(root.certificate());
        refusedFor(imported(id, authority), "KEY_USAGE");
        get(id).then().body("state", equalTo("REQUESTED"));

        imported(id, good).then().statusCode(200).body("state", equalTo("NEXT"));
        act(id, "activate").then().statusCode(200);
        assertThat(anchors()).contains(root.certificate(), issuing.certificate());
        assertThat(ring.requireSealingKey(new Uscc(COMMERCE), now).chain()).isEqualTo(good.subList(0, 2));
    }

    @Test
    void issuingAuthority_fromElsewhere_replacesTheEmbeddedOne() throws Exception {
        Instant now = Instant.now();
        RegistryPki.Issued root = ELSEWHERE.root("Root of the province", now);
        String id = operator()
                .body("{\"purpose\":\"ISSUING\"," + CEREMONY + "}")
                .post("/v1/keys")
                .path("id");
        PublicKey requested = requested(id, "Issuing CA");
        List<X509Certificate> path = new ArrayList<>(ELSEWHERE.certify(
                requested, new CertificateKind.IssuingAuthority("Province"), root.handle(PROVIDER), now));
        path.add(root.certificate());
        refused(act(id, "issue"), ProblemType.KEY_STATE);
        imported(id, path).then().statusCode(200);
        act(id, "activate").then().statusCode(200).body("state", equalTo("CURRENT"));

        String sealing = created(CATALOGUE, "ES256").path("id");
        act(sealing, "issue").then().statusCode(200);
        String pem = operator().get("/v1/keys/" + sealing + "/certificates").asString();
        List<X509Certificate> issued = new CertificateFile(PROVIDER).read(Bytes.utf8(pem));
        assertThat(issued.subList(1, 3)).isEqualTo(path);
    }

    @Test
    void certificateThatEnded_refusesToSign_andThereIsNoOther() throws Exception {
        String id = current(LAND);
        String stored = column(id, "certificates");
        RegistryPki past = new RegistryPki(PROVIDER, new SecureRandom());
        Instant then = Instant.parse("2015-01-01T00:00:00Z");
        RegistryPki.Issued root = past.root("Past", then);
        RegistryPki.Issued issuing = past.issuingAuthority("Past", root, then);
        RegistryPki.Issued ended = past.sealing(new Authority(new Uscc(LAND), "示例"), issuing, then);
        set(id, PemCertificates.write(ended.chain(), false));
        try {
            refused(
                    Api.issue("land-registry", Api.order("real-estate-title")),
                    ProblemType.SIGNING_CERTIFICATE_NOT_VALID);
            get(id).then().body("warning", equalTo("ENDED"));
        } finally {
            set(id, stored);
        }
        Api.issue("land-registry", Api.order("real-estate-title")).then().statusCode(201);
    }

    @Test
    void authorityWithoutSamples_getsAKeyAndIssues() {
        refused(operator().body(order(ARCHIVE, "ES256")).post("/v1/keys"), ProblemType.UNKNOWN_AUTHORITY);
        String body = "{\"code\":\"" + ARCHIVE
                + "\",\"name\":{\"zh-CN\":\"虚构市档案馆\",\"en\":\"Fiction City Archive\"},\"level\":\"CITY\",\"areaCode\":\"310000\"}";
        operator().body(body).post("/v1/authorities").then().statusCode(201);
        refused(operator().body(body).post("/v1/authorities"), ProblemType.AUTHORITY_EXISTS);
        String food = SampleTypes.find(Api.FOOD).orElseThrow().type().code().value();
        operator()
                .put("/v1/authorities/" + ARCHIVE + "/issuing-rights/" + food)
                .then()
                .statusCode(204);
        String client = "{\"clientId\":\"archive\",\"authority\":\"" + ARCHIVE
                + "\",\"name\":{\"zh-CN\":\"档案系统\",\"en\":\"Archive\"},\"roles\":[\"issuer\"]}";
        String secret = operator().body(client).post("/v1/clients").path("clientSecret");
        refused(operator().body(client).post("/v1/clients"), ProblemType.CLIENT_EXISTS);
        refused(
                operator()
                        .body(client.replace("archive", "archive-2").replace(ARCHIVE, "11110000MBFAKE151R"))
                        .post("/v1/clients"),
                ProblemType.VALIDATION_FAILED);
        String token = RestAssured.given()
                .auth()
                .preemptive()
                .basic("archive", secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .path("access_token");
        refused(issue(token), ProblemType.SIGNING_UNAVAILABLE);

        String id = created(ARCHIVE, "ES256").path("id");
        Path file = Path.of(ConfigProvider.getConfig().getValue("zhengzhao.data", String.class))
                .resolve("keys/" + get(id).path("label") + ".p12");
        hidden(file, () -> refused(act(id, "issue"), ProblemType.SIGNING_KEY_MISSING));
        act(id, "issue").then().statusCode(200);
        act(id, "activate").then().statusCode(200);
        issue(token).then().statusCode(201);

        act(id, "declare-compromised").then().statusCode(200).body("state", equalTo("COMPROMISED"));
        assertThat(anchorFingerprints()).doesNotContain(get(id).<String>path("fingerprint"));
        refused(issue(token), ProblemType.SIGNING_UNAVAILABLE);
    }

    /** A machine that knows the first bundle key comes to know the next ones by what the keys before have signed. */
    @Test
    void bundleKey_activated_isStatedByTheKeyBefore() throws Exception {
        OfflineBundle first = bundle();
        String id = operator()
                .body("{\"purpose\":\"BUNDLE\",\"suite\":\"ES384\"," + CEREMONY + "}")
                .post("/v1/keys")
                .path("id");
        act(id, "issue").then().statusCode(200).body("state", equalTo("NEXT"));
        act(id, "activate").then().statusCode(200).body("state", equalTo("CURRENT"));

        OfflineBundle second = bundle();
        assertThat(second.fingerprint().toHex()).isEqualTo(get(id).<String>path("fingerprint"));
        assertThat(second.keys()).endsWith(first.signer(), second.signer());
        assertThat(second.terms().sequence()).isGreaterThan(first.terms().sequence());
        assertThatThrownBy(() -> statement("delete from key_succession")).hasStackTraceContaining("added only");

        // Nobody states who comes after a key that others may have: the line ends, and the next one begins anew.
        act(id, "declare-compromised").then().statusCode(200);
        String next = operator()
                .body("{\"purpose\":\"BUNDLE\"," + CEREMONY + "}")
                .post("/v1/keys")
                .path("id");
        act(next, "issue").then().statusCode(200);
        act(next, "activate").then().statusCode(200);
        OfflineBundle third = bundle();
        assertThat(third.keys()).containsExactly(third.signer());
        assertThat(third.compromised().since()).containsKey(second.fingerprint());
    }

    @Test
    void statusKey_activated_signsTheListsFromThenOn() throws Exception {
        String id = operator()
                .body("{\"purpose\":\"STATUS\"," + CEREMONY + "}")
                .post("/v1/keys")
                .path("id");
        refused(act(id, "activate"), ProblemType.KEY_STATE);
        act(id, "issue").then().statusCode(200);
        act(id, "activate").then().statusCode(200);
        ring.changed();
        publisher.publish();
        assertThat(single("select count(*) from status_list_token")).isNotEqualTo("0");
        assertThat(single("select count(*) from status_list_token where encode(signed_by, 'hex') <> '"
                        + get(id).<String>path("fingerprint") + "'"))
                .isEqualTo("0");
    }

    @Test
    void recordKey_retired_leavesItsReceiptsValid_andCompromised_doesNot() throws Exception {
        String old = single("select id from registry_key where purpose = 'RECORD' and state = 'CURRENT'");
        String before = receipt(ring.requireRecordKey(Instant.now()));
        String id = operator()
                .body("{\"purpose\":\"RECORD\"," + CEREMONY + "}")
                .post("/v1/keys")
                .path("id");
        act(id, "issue").then().statusCode(200);
        act(id, "activate").then().statusCode(200);
        get(old).then().body("state", equalTo("RETIRED"));

        String after = receipt(ring.requireRecordKey(Instant.now()));
        assertThat(keyIdentifier(after)).isNotEqualTo(keyIdentifier(before));
        for (String receipt : List.of(before, after)) {
            verification(receipt).body("kind", equalTo("receipt"), "verdict", equalTo("VALID"));
        }
        operator()
                .body("{\"since\":\"2026-01-02T03:04:05Z\"," + CEREMONY + "}")
                .post("/v1/keys/" + old + "/declare-compromised")
                .then()
                .statusCode(200);
        verification(before).body("verdict", not(equalTo("VALID")));
        verification(after).body("verdict", equalTo("VALID"));
        assertThat(bundle().compromised().since()).containsKey(Bytes.hex(get(old).<String>path("fingerprint")));
    }

    private static ValidatableResponse verification(String receipt) {
        return Api.as("market-bureau")
                .contentType(ContentType.BINARY)
                .body(receipt.getBytes(StandardCharsets.UTF_8))
                .post("/v1/verifications")
                .then()
                .statusCode(200);
    }

    private static String keyIdentifier(String receipt) throws Exception {
        return ReceiptReader.read(Bytes.utf8(receipt)).keyIdentifier().hex();
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
        return new ReceiptSigner(PROVIDER).signJws(claims, key).orElseThrow();
    }

    @Test
    void keysOfTheRegistry_belongToNobodyAndAreNotOfSm2() {
        for (String purpose : List.of("STATUS", "BUNDLE", "RECORD")) {
            refused(
                            operator()
                                    .body("{\"purpose\":\"" + purpose + "\",\"suite\":\"SM2\",\"authority\":\"" + LAND
                                            + "\"," + CEREMONY + "}")
                                    .post("/v1/keys"),
                            ProblemType.VALIDATION_FAILED)
                    .then()
                    .body("errors.pointer", equalTo(List.of("/suite", "/authority")));
            assertThat(operator().queryParam("limit", 100).get("/v1/keys").<List<String>>path("keys.purpose"))
                    .contains(purpose);
        }
    }

    @Test
    void compromisedKey_isNamedInTheBundleWithTheTimeSinceWhen() throws Exception {
        String id = created(LAND, "ES256").path("id");
        act(id, "issue").then().statusCode(200);
        String since = "2026-01-02T03:04:05Z";
        for (String wrong : List.of("2999-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z")) {
            refused(
                    operator()
                            .body("{\"since\":\"" + wrong + "\"," + CEREMONY + "}")
                            .post("/v1/keys/" + id + "/declare-compromised"),
                    ProblemType.VALIDATION_FAILED);
        }
        operator()
                .body("{\"since\":\"" + since + "\"," + CEREMONY + "}")
                .post("/v1/keys/" + id + "/declare-compromised")
                .then()
                .statusCode(200)
                .body("compromisedSince", equalTo(since));
        String fingerprint = get(id).path("fingerprint");
        OfflineBundle bundle = bundle();
        assertThat(bundle.compromised().since()).containsEntry(Bytes.hex(fingerprint), Instant.parse(since));
        assertThat(anchorFingerprints()).doesNotContain(fingerprint);
        assertThat(bundle.manifest().parts())
                .as("what it signed before can still be judged")
                .anyMatch(part -> part.digest().toHex().equals(fingerprint));
    }

    @Test
    void ceremonies_cannotBeChanged() {
        current(TRANSPORT);
        assertThatThrownBy(() -> statement("update key_ceremony set note = 'x'"))
                .hasStackTraceContaining("added only");
        assertThatThrownBy(() -> statement("delete from key_ceremony")).hasStackTraceContaining("added only");
    }

    @Test
    void wrongRequests_areRefused() {
        refused(Api.as("market-bureau").get("/v1/keys"), ProblemType.NOT_AUTHORISED);
        refused(operator().get("/v1/keys/nonsense"), ProblemType.UNKNOWN_KEY);
        refused(act("00000000-0000-7000-8000-000000000000", "activate"), ProblemType.UNKNOWN_KEY);
        refused(
                        operator()
                                .queryParam("cursor", "x")
                                .queryParam("limit", 0)
                                .get("/v1/keys"),
                        ProblemType.INVALID_PARAMETER)
                .then()
                .body("errors.pointer", containsInAnyOrder("cursor", "limit"));
        refused(
                        operator()
                                .body("{\"suite\":\"RS1\",\"authority\":\"x\",\"more\":1}")
                                .post("/v1/keys"),
                        ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", hasItem("/suite"))
                .body("errors.pointer", hasItem("/authority"))
                .body("errors.pointer", hasItem("/more"))
                .body("errors.pointer", hasItem("/ceremony"));
        refused(
                operator()
                        .body(order(LAND, "ES256").replace("PKCS12", "PKCS11"))
                        .post("/v1/keys"),
                ProblemType.SIGNING_UNAVAILABLE);
    }

    @Test
    void healthAndMetrics_sayHowLongKeysLast() {
        operator().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("keys"));
        assertThat(operator().accept("text/plain").get("/q/metrics").asString())
                .contains("zhengzhao_key_days_left", "zhengzhao_issuance_intents_open");
    }

    private static io.restassured.specification.RequestSpecification operator() {
        return Api.as("registry-operator").contentType(ContentType.JSON);
    }

    private static String order(String authority, String suite) {
        return "{\"purpose\":\"SEALING\",\"authority\":\"" + authority + "\",\"suite\":\"" + suite
                + "\",\"place\":\"PKCS12\"," + CEREMONY + "}";
    }

    private static Response created(String authority, String suite) {
        Response made = operator().body(order(authority, suite)).post("/v1/keys");
        made.then().statusCode(201).body("state", equalTo("REQUESTED"));
        return made;
    }

    private static Response act(String id, String act) {
        return operator().body("{" + CEREMONY + "}").post("/v1/keys/" + id + "/" + act);
    }

    private static Response get(String id) {
        return operator().get("/v1/keys/" + id);
    }

    private static Response imported(String id, List<X509Certificate> path) {
        return imported(id, PemCertificates.write(path, false));
    }

    private static Response imported(String id, String pem) {
        return operator()
                .body("{\"certificates\":\"" + pem.replace("\n", "\\n") + "\"," + CEREMONY + "}")
                .post("/v1/keys/" + id + "/import");
    }

    private static String current(String authority) {
        List<String> ids = operator()
                .queryParam("authority", authority)
                .queryParam("limit", 100)
                .get("/v1/keys")
                .path("keys.findAll { it.state == 'CURRENT' }.id");
        assertThat(ids).hasSize(1);
        return ids.getFirst();
    }

    private static PublicKey requested(String id, String subject) throws Exception {
        String pem = operator().get("/v1/keys/" + id + "/request").asString();
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            PKCS10CertificationRequest request = (PKCS10CertificationRequest) parser.readObject();
            PublicKey key = new JcaPKCS10CertificationRequest(request)
                    .setProvider(PROVIDER)
                    .getPublicKey();
            assertThat(request.isSignatureValid(new JcaContentVerifierProviderBuilder()
                            .setProvider(PROVIDER)
                            .build(key)))
                    .isTrue();
            assertThat(request.getSubject().toString()).contains(subject);
            return key;
        }
    }

    private static List<X509Certificate> anchors() throws Exception {
        String pem = RestAssured.given().get("/v1/trust-anchors").asString();
        return new CertificateFile(PROVIDER).read(Bytes.utf8(pem));
    }

    private static List<String> anchorFingerprints() {
        try {
            List<String> all = new ArrayList<>();
            for (X509Certificate certificate : anchors()) {
                all.add(org.zhengzhao.schema.bytes.Sha256.of(certificate.getEncoded())
                        .toHex());
            }
            return all;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static byte[] pdf(String client, String slug) {
        String identifier = Api.issued(client, slug);
        return Api.asking(client).get("/v1/licenses/" + identifier + "/pdf").asByteArray();
    }

    private static void valid(byte[] pdf) {
        RestAssured.given()
                .contentType("application/pdf")
                .accept(ContentType.JSON)
                .body(pdf)
                .post("/v1/verifications")
                .then()
                .statusCode(200)
                .body("gaps.code", equalTo(List.of()))
                .body("verdict", equalTo("VALID"));
    }

    /** The bundle of now: what the registry would have made within seconds. */
    private OfflineBundle bundle() throws Exception {
        ring.changed();
        statement("update offline_bundle set issued_at = issued_at - interval '61 minutes'");
        publisher.publish();
        Thread.sleep(1100);
        return new BundleReader(PROVIDER)
                .read(Bytes.of(RestAssured.given().get("/v1/offline-bundle").asByteArray()));
    }

    private static Response issue(String token) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", "en")
                .contentType(ContentType.JSON)
                .body(Api.order(Api.FOOD))
                .post("/v1/licenses");
    }

    private static void refusedFor(Response response, String code) {
        refused(response, ProblemType.CERTIFICATE_REFUSED).then().body("errors.code", hasItem(code));
    }

    private static Response refused(Response response, ProblemType type) {
        response.then().statusCode(type.status()).body("type", equalTo(type.uri()));
        assertThat(response.asString()).doesNotContain("Exception", "org.zhengzhao", "java.", "SQL");
        return response;
    }

    private static void hidden(Path file, Runnable meanwhile) {
        Path aside = file.resolveSibling(file.getFileName() + ".aside");
        try {
            Files.move(file, aside);
            try {
                meanwhile.run();
            } finally {
                Files.move(aside, file);
            }
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private String intentKey() {
        return single("select encode(key_fingerprint, 'hex') from issuance_intent order by recorded_at desc limit 1");
    }

    private String column(String id, String column) {
        return single("select " + column + " from registry_key where id = '" + id + "'");
    }

    private void set(String id, String certificates) {
        statement("update registry_key set certificates = '" + certificates + "' where id = '" + id + "'");
        ring.changed();
    }

    private String single(String sql) {
        try {
            transaction.begin();
            Object value = entities.createNativeQuery(sql).getSingleResult();
            transaction.commit();
            return String.valueOf(value);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void statement(String sql) {
        try {
            transaction.begin();
            try {
                entities.createNativeQuery(sql).executeUpdate();
            } catch (RuntimeException failed) {
                transaction.rollback();
                throw failed;
            }
            transaction.commit();
        } catch (jakarta.transaction.NotSupportedException
                | jakarta.transaction.SystemException
                | jakarta.transaction.RollbackException
                | jakarta.transaction.HeuristicMixedException
                | jakarta.transaction.HeuristicRollbackException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

package org.zhengzhao.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.authlete.cbor.CBORDecoder;
import com.authlete.cbor.CBORItem;
import com.authlete.cose.COSESign1;
import com.authlete.cose.COSEVerifier;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.europa.esig.dss.enumerations.Indication;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;

/** The main job, whole: define, issue, ask from another department, download every face, verify offline, tamper. */
@TestInstance(Lifecycle.PER_CLASS)
class EndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> PURPOSE =
            Map.of("purpose", "餐饮补贴审批", "matter", "000131015000", "caseNumber", "E2E-1", "officer", "zhang.san");
    private static final Map<String, String> ISSUERS = Map.of(
            "food-business-permit", "market-bureau",
            "business-license", "market-bureau",
            "road-transport-operating-permit", "transport-commission",
            "class-2-cost-engineer", "housing-commission",
            "real-estate-title", "land-registry");

    @TempDir
    static Path directory;

    private RunningProduct product;
    private Path trust;
    private String trustPem;

    @BeforeAll
    void start() throws IOException {
        product = RunningProduct.start(directory.resolve("data"));
        trustPem = RunningProduct.text(product.send(product.request("/v1/trust-anchors")));
        trust = Files.writeString(directory.resolve("trust-anchors.pem"), trustPem);
    }

    @AfterAll
    void stop() {
        product.close();
    }

    static List<String> slugs() {
        return SampleTypes.all().stream().map(SampleType::slug).toList();
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void everyType_issuedAskedDownloadedVerifiedTampered(String slug) throws IOException {
        JsonNode issued = issue(slug);
        String identifier = issued.get("identifier").asText();

        assertThat(askByHolder(issued)).contains(identifier);

        Path pdf = download(identifier, "pdf", slug + ".pdf");
        Path png = download(identifier, "qr.png", slug + ".png");
        Path svg = download(identifier, "qr.svg", slug + ".svg");
        Path credential = download(identifier, "credential", slug + ".cwt");
        assertThat(Files.readString(svg)).startsWith("<").contains("<svg");

        for (Path face : List.of(pdf, png, credential)) {
            JsonNode report = verify(face, 0);
            assertThat(report.get("verdict").asText()).as(face.toString()).isEqualTo("VALID");
            assertThat(report.get("license").get("identifier").asText()).isEqualTo(identifier);
        }
        for (Path face : List.of(pdf, credential)) {
            assertThat(verify(tampered(face), 10).get("verdict").asText()).isEqualTo("INVALID");
        }
        tamperedQr(png, slug);
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void pdf_isAcceptedByIndependentValidators(String slug) throws IOException {
        Path pdf = download(issue(slug).get("identifier").asText(), "pdf", slug + "-2.pdf");

        IndependentValidation.Opinion opinion = IndependentValidation.judge(Files.readAllBytes(pdf), trustPem);
        assertThat(opinion.indication()).as(opinion.reason()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(opinion.level()).isEqualTo("PAdES-BASELINE-B");
        assertThat(IndependentValidation.judge(Files.readAllBytes(tampered(pdf)), trustPem)
                        .indication())
                .isNotEqualTo(Indication.TOTAL_PASSED);

        Checker.PDFSIG.require();
        Command pdfsig = Command.run(directory, "pdfsig", "-nocert", pdf.toString());
        assertThat(pdfsig.out()).contains("Signature is Valid").contains("Total document signed");
    }

    @Test
    void qr_isReadByIndependentScanner() throws IOException {
        Checker.ZBARIMG.require();
        String identifier = issue("food-business-permit").get("identifier").asText();
        Path png = download(identifier, "qr.png", "zbar.png");

        Command zbar = Command.run(directory, "zbarimg", "--raw", "-q", png.toString());

        assertThat(zbar.exit()).isZero();
        Path text = Files.writeString(directory.resolve("zbar.txt"), zbar.out());
        assertThat(verify(text, 0).get("license").get("identifier").asText()).isEqualTo(identifier);
    }

    @Test
    void credential_isAcceptedByIndependentCoseLibrary() throws Exception {
        String identifier = issue("food-business-permit").get("identifier").asText();
        byte[] credential = Files.readAllBytes(download(identifier, "credential", "cose.cwt"));
        COSESign1 message = cose(credential);
        X509Certificate sealing = sealingCertificate("11110000MBFAKE039R");

        assertThat(new COSEVerifier(sealing.getPublicKey()).verify(message)).isTrue();

        byte[] changed = credential.clone();
        changed[changed.length - 1] ^= 1;
        assertThat(new COSEVerifier(sealing.getPublicKey()).verify(cose(changed)))
                .isFalse();
    }

    /** What a department files: the answer and its receipt. Years later both are held against one another, without a network. */
    @Test
    void answers_areFiledWithReceiptsThatVerifyOffline() throws IOException {
        String identifier = issue("food-business-permit").get("identifier").asText();
        HttpResponse<byte[]> found =
                product.get(product.token("commerce-bureau"), "/v1/licenses/" + identifier, PURPOSE);
        HttpResponse<byte[]> none =
                product.get(product.token("commerce-bureau"), "/v1/licenses/" + notIssued(identifier), PURPOSE);
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(none.statusCode()).isEqualTo(404);

        filed("found", found, "FOUND");
        filed("none", none, "NOT_FOUND");
        Command moved = zhengzhao(
                "verify",
                "--trust",
                trust.toString(),
                "--answer",
                directory.resolve("found.json").toString(),
                "--format",
                "json",
                directory.resolve("none.jwt").toString());
        assertThat(moved.exit()).isEqualTo(10);
        assertThat(moved.out()).contains("ANSWER_DISAGREES");
    }

    /** The example of the integrator's guide, as printed there. */
    @Test
    void sampleClient_checksAMatterAndFilesTheAnswer() throws IOException {
        Path file = directory.resolve("case");
        Command satisfied = sampleClient("91110000MAFAKE019D", file);
        assertThat(satisfied.exit()).as(satisfied.out() + satisfied.err()).isZero();
        assertThat(satisfied.out()).startsWith("000131015000: SATISFIED");
        Command verified = zhengzhao(
                "verify",
                "--trust",
                trust.toString(),
                "--answer",
                file.resolve("answer.json").toString(),
                "--format",
                "json",
                file.resolve("receipt.jwt").toString());
        assertThat(verified.exit()).as(verified.out()).isZero();
        assertThat(JSON.readTree(verified.out()).get("receipt").get("outcome").asText())
                .isEqualTo("SATISFIED");

        Command missing = sampleClient("91330100MAFAKE0273", directory.resolve("other-case"));
        assertThat(missing.exit()).as(missing.out() + missing.err()).isOne();
        assertThat(missing.out()).contains("MISSING");
    }

    private Command sampleClient(String holder, Path file) {
        return Command.run(
                RunningProduct.ROOT,
                Map.of("CLIENT_SECRET", product.secret("commerce-bureau"), "LC_ALL", "C.UTF-8"),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        "registry-api/target/quarkus-app/lib/main/*",
                        "docs/guide/examples/ApprovalCheck.java",
                        product.base(),
                        "commerce-bureau",
                        "000131015000",
                        "E2E-2",
                        "zhang.san",
                        "001",
                        holder,
                        file.toString()));
    }

    private void filed(String name, HttpResponse<byte[]> answer, String outcome) throws IOException {
        Path octets = Files.write(directory.resolve(name + ".json"), answer.body());
        Path receipt = Files.writeString(
                directory.resolve(name + ".jwt"),
                answer.headers().firstValue("Receipt").orElseThrow());
        Command verified = zhengzhao(
                "verify",
                "--trust",
                trust.toString(),
                "--answer",
                octets.toString(),
                "--format",
                "json",
                receipt.toString());
        assertThat(verified.exit()).as(verified.out()).isZero();
        JsonNode report = JSON.readTree(verified.out());
        assertThat(report.get("verdict").asText()).isEqualTo("VALID");
        assertThat(report.get("receipt").get("outcome").asText()).isEqualTo(outcome);
        assertThat(report.get("receipt").get("caseNumber").asText()).isEqualTo("E2E-1");
    }

    /** An identifier of the same type and authority under which nothing was issued. */
    private static String notIssued(String identifier) {
        String head = identifier.replaceFirst("\\.[0-9A-Z]+\\.001\\..$", "");
        for (char check : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
            try {
                return LicenseIdentifier.parse(head + ".ZZZZ9999.001." + check).value();
            } catch (MalformedCodeException next) {
                // Another character is the check character.
            }
        }
        throw new IllegalStateException("no check character fits");
    }

    @Test
    void newType_isDefinedIssuedAndVerified() throws IOException {
        String token = product.token("catalogue-office");
        String code = "11110000MBFAKE143X" + "%03d".formatted(System.nanoTime() % 1000);
        HttpResponse<byte[]> defined = product.post(token, "/v1/license-types", definition(code));
        assertThat(defined.statusCode()).as(RunningProduct.text(defined)).isEqualTo(201);

        String order = "{\"typeCode\":\"" + code
                + "\",\"number\":\"示例-1\",\"holders\":[{\"name\":\"测试企业\",\"codeType\":\"001\",\"code\":\"91110000MAFAKE019D\"}],"
                + "\"fields\":{\"scope\":\"图书零售\"}}";
        HttpResponse<byte[]> issued = product.post(token, "/v1/licenses", order);
        assertThat(issued.statusCode()).as(RunningProduct.text(issued)).isEqualTo(201);

        String identifier = JSON.readTree(issued.body()).get("identifier").asText();
        assertThat(verify(download(identifier, "pdf", "new-type.pdf"), 0)
                        .get("verdict")
                        .asText())
                .isEqualTo("VALID");
    }

    @Test
    void facesOfAnotherRegistry_areNotValid(@TempDir Path other) throws IOException {
        Path pdf = download(issue("food-business-permit").get("identifier").asText(), "pdf", "foreign.pdf");
        try (RunningProduct second = RunningProduct.start(other)) {
            Path foreignTrust = Files.writeString(
                    other.resolve("trust.pem"), RunningProduct.text(second.send(second.request("/v1/trust-anchors"))));
            Command verified =
                    zhengzhao("verify", "--trust", foreignTrust.toString(), "--format", "json", pdf.toString());
            assertThat(verified.exit()).isEqualTo(11);
            assertThat(verified.out()).contains("\"verdict\":\"UNDETERMINED\"");
        }
    }

    private JsonNode issue(String slug) throws IOException {
        ObjectNode order = (ObjectNode) JSON.readTree(
                CanonicalJson.text(SampleTypes.find(slug).orElseThrow().license()));
        order.put("number", "E2E-" + slug + "-" + System.nanoTime());
        HttpResponse<byte[]> issued =
                product.post(product.token(ISSUERS.get(slug)), "/v1/licenses", JSON.writeValueAsString(order));
        assertThat(issued.statusCode()).as(RunningProduct.text(issued)).isEqualTo(201);
        return JSON.readTree(issued.body());
    }

    private List<String> askByHolder(JsonNode license) throws IOException {
        JsonNode holder = license.get("holders").get(0);
        Map<String, String> query = new java.util.HashMap<>(PURPOSE);
        query.put("holderCodeType", holder.get("codeType").asText());
        query.put("holderCode", holder.get("code").asText());
        query.put("type", license.get("typeCode").asText());
        query.put("limit", "100");
        HttpResponse<byte[]> answer = product.get(product.token("commerce-bureau"), "/v1/licenses", query);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Record")).isPresent();
        return JSON.readTree(answer.body()).get("licenses").findValuesAsText("identifier").stream()
                .collect(Collectors.toList());
    }

    private Path download(String identifier, String face, String name) throws IOException {
        HttpResponse<byte[]> answer =
                product.get(product.token("commerce-bureau"), "/v1/licenses/" + identifier + "/" + face, PURPOSE);
        assertThat(answer.statusCode()).as(RunningProduct.text(answer)).isEqualTo(200);
        return Files.write(directory.resolve(name), answer.body());
    }

    /** One octet in the middle changed, where it belongs to what is signed. */
    private Path tampered(Path face) throws IOException {
        byte[] octets = Files.readAllBytes(face);
        octets[face.toString().endsWith(".pdf") ? insideOfLongestStream(octets) : octets.length / 3] ^= 1;
        return Files.write(directory.resolve("tampered-" + face.getFileName()), octets);
    }

    /** Not just anywhere: a PDF whose structure is damaged cannot be read, and is not judged. */
    private static int insideOfLongestStream(byte[] pdf) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        int middle = 0;
        int longest = 0;
        for (int start = text.indexOf(">>\nstream"); start >= 0; start = text.indexOf(">>\nstream", start + 1)) {
            int length = text.indexOf("endstream", start) - start;
            if (length > longest) {
                longest = length;
                middle = start + length / 2;
            }
        }
        assertThat(longest).isGreaterThan(100);
        return middle;
    }

    /** A QR symbol whose text is well-formed but says something else than was signed. */
    private void tamperedQr(Path png, String slug) throws IOException {
        Checker.ZBARIMG.require();
        String text = Command.run(directory, "zbarimg", "--raw", "-q", png.toString())
                .out()
                .strip();
        assertThat(text).startsWith("LX1:");
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        int middle = octets.length / 2;
        octets[middle] = (byte) (octets[middle] == 'A' ? 'B' : 'A');
        Path changed = Files.write(directory.resolve("tampered-" + slug + ".txt"), octets);
        Command verified = zhengzhao("verify", "--trust", trust.toString(), "--format", "json", changed.toString());
        assertThat(verified.exit()).isIn(10, 12);
        assertThat(verified.out()).doesNotContain("\"VALID\"");
    }

    private JsonNode verify(Path file, int expectedExit) throws IOException {
        Command verified = zhengzhao("verify", "--trust", trust.toString(), "--format", "json", file.toString());
        assertThat(verified.exit()).as(verified.out() + verified.err()).isEqualTo(expectedExit);
        assertThat(verified.out().lines()).hasSize(1);
        return JSON.readTree(verified.out());
    }

    private static Command zhengzhao(String... words) {
        List<String> all = new java.util.ArrayList<>(List.of("./zhengzhao"));
        all.addAll(List.of(words));
        return Command.run(RunningProduct.ROOT, Map.of("ZHENGZHAO_NO_BUILD", "1"), all);
    }

    private static COSESign1 cose(byte[] octets) throws Exception {
        CBORItem item = new CBORDecoder(octets).next();
        return item instanceof com.authlete.cbor.CBORTaggedItem tagged
                ? COSESign1.build((com.authlete.cbor.CBORItemList) tagged.getTagContent())
                : (COSESign1) item;
    }

    private X509Certificate sealingCertificate(String uscc) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(
                        trustPem.replaceAll("(?m)^#.*$", "").getBytes(StandardCharsets.UTF_8)))
                .stream()
                .map(X509Certificate.class::cast)
                .filter(certificate -> certificate
                        .getSubjectX500Principal()
                        .getName("RFC2253", Map.of("2.5.4.97", "organizationIdentifier"))
                        .contains(uscc))
                .findFirst()
                .orElseThrow();
    }

    private static String definition(String code) {
        return """
                {"code":"%s","name":{"zh-CN":"出版物零售备案证","en":"Publication Retail Filing"},"codeConfirmed":false,
                "definingAuthority":{"name":{"zh-CN":"示例市政务服务和数据管理局","en":"Sample City Government Services and Data Bureau"},"level":"CITY"},
                "holderCategory":"ORGANISATION","issuingLevel":"CITY","validity":{"periods":["P3Y"],"openEnded":false},
                "sharingClass":"UNCONDITIONAL",
                "fields":{"type":"object","additionalProperties":false,"required":["scope"],"properties":{"scope":{"type":"string","minLength":1,"maxLength":200,"x-titles":{"zh-CN":"经营范围","en":"Business scope"}}}},
                "qrFields":["scope"],"template":{}}
                """.formatted(code);
    }
}

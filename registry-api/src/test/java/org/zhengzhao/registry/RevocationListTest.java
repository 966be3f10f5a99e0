package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.Gap;
import org.zhengzhao.signing.verify.GapCode;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.Verdict;
import org.zhengzhao.signing.x509.RevocationEvidence;
import org.zhengzhao.signing.x509.RevocationList;

/** The registry says which of its certificates are not to be relied on; the JDK reads what it says. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RevocationListTest {
    private static final String LISTS = "/v1/trust/crls";
    private static final String HOUSING = "11110000MBFAKE119D";
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final Pattern ADDRESS = Pattern.compile("(?m)^# (/v1/trust/crls/[0-9a-f]{64}), next update \\S+$");

    @Test
    void lists_areSignedByTheirAuthorities_andLastAWeek() throws Exception {
        String pem = given().get(LISTS).then().statusCode(200).extract().asString();
        List<String> addresses =
                ADDRESS.matcher(pem).results().map(found -> found.group(1)).toList();
        assertThat(addresses).hasSizeGreaterThanOrEqualTo(2);
        for (String address : addresses) {
            Response one = given().get(address);
            one.then().statusCode(200).contentType("application/pkix-crl");
            X509CRL list = crl(one.asByteArray());
            assertThat(pem)
                    .contains(java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(one.asByteArray()));
            X509Certificate issuer = anchors().stream()
                    .filter(anchor -> address.endsWith(fingerprint(anchor)))
                    .findFirst()
                    .orElseThrow();
            list.verify(issuer.getPublicKey(), PROVIDER);
            assertThat(list.getIssuerX500Principal()).isEqualTo(issuer.getSubjectX500Principal());
            assertThat(Duration.between(
                            list.getThisUpdate().toInstant(),
                            list.getNextUpdate().toInstant()))
                    .isEqualTo(Duration.ofDays(7));
            assertThat(list.getThisUpdate().toInstant()).isBeforeOrEqualTo(Instant.now());
            assertThat(list.getExtensionValue("2.5.29.20")).as("number").isNotNull();
            assertThat(list.getExtensionValue("2.5.29.35")).as("authority key").isNotNull();
        }
    }

    @Test
    void lists_mayBeKept_andAreAskedForByTheirTag() {
        Response first = given().get(LISTS);
        assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=300");
        given().header("If-None-Match", first.header("ETag")).get(LISTS).then().statusCode(304);
        given().get(LISTS + "/" + "0".repeat(64))
                .then()
                .statusCode(404)
                .body("type", equalTo(ProblemType.NOT_FOUND.uri()));
        given().get(LISTS + "/nonsense").then().statusCode(404);
    }

    @Test
    void compromisedKey_isListedWithItsDate_andWhatItSealedIsNotValid() throws Exception {
        String key = Ceremonies.putIntoService(HOUSING);
        try {
            Response document = Ceremonies.operator().get("/v1/keys/" + key);
            String chain = Ceremonies.operator()
                    .get("/v1/keys/" + key + "/certificates")
                    .asString();
            List<X509Certificate> path = new CertificateFile(PROVIDER).read(Bytes.utf8(chain));
            assertThat(fingerprint(path.getFirst())).isEqualTo(document.<String>path("fingerprint"));
            String identifier = Api.issued("housing-commission", "class-2-cost-engineer");
            byte[] pdf = Api.asking("housing-commission")
                    .get("/v1/licenses/" + identifier + "/pdf")
                    .asByteArray();
            String address = LISTS + "/" + fingerprint(path.get(1));
            X509CRL before = crl(given().get(address).asByteArray());
            assertThat(before.getRevokedCertificate(path.getFirst())).isNull();

            Instant lost = Instant.now();
            Ceremonies.act(key, "declare-compromised").then().statusCode(200);
            Waiting.until(
                    "listed",
                    () -> crl(given().get(address).asByteArray()).getRevokedCertificate(path.getFirst()) != null);
            X509CRL after = crl(given().get(address).asByteArray());
            X509CRLEntry entry = after.getRevokedCertificate(path.getFirst());
            assertThat(entry.getRevocationReason()).isEqualTo(CRLReason.KEY_COMPROMISE);
            assertThat(entry.getRevocationDate().toInstant()).isBetween(lost.minusSeconds(2), lost.plusSeconds(30));
            assertThat(number(after)).isGreaterThan(number(before));

            given().contentType("application/pdf")
                    .accept("application/json")
                    .body(pdf)
                    .post("/v1/verifications")
                    .then()
                    .body("verdict", equalTo("UNDETERMINED"))
                    .body("gaps.code", hasItem("REVOKED_NO_PROOF_OF_TIME"));
            TrustPolicy offline = TrustPolicy.of(TrustStore.of(anchors(), PROVIDER))
                    .withEvidence(new RevocationEvidence(
                            List.of(RevocationList.parse(Bytes.of(after.getEncoded()))), List.of()));
            Report.Judged judged = (Report.Judged)
                    new DocumentVerification(offline, PROVIDER).verify("license.pdf", Bytes.of(pdf), Instant.now());
            assertThat(judged.verdict()).isInstanceOf(Verdict.Undetermined.class);
            assertThat(((Verdict.Undetermined) judged.verdict()).gaps())
                    .extracting(Gap::code)
                    .contains(GapCode.REVOKED_NO_PROOF_OF_TIME);
        } finally {
            Ceremonies.putIntoService(HOUSING);
        }
    }

    private static X509CRL crl(byte[] der) {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (java.security.GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    private static BigInteger number(X509CRL list) {
        // OCTET STRING of an INTEGER.
        byte[] extension = list.getExtensionValue("2.5.29.20");
        return new BigInteger(java.util.Arrays.copyOfRange(extension, 4, extension.length));
    }

    private static List<X509Certificate> anchors() throws Exception {
        return new CertificateFile(PROVIDER)
                .read(Bytes.utf8(given().get("/v1/trust-anchors").asString()));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Sha256.of(certificate.getEncoded()).toHex();
        } catch (java.security.cert.CertificateEncodingException broken) {
            throw new AssertionError(broken);
        }
    }
}

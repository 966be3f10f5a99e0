package org.zhengzhao.signing.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.testkit.ForeignProgram;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestTimestampAuthority;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.MalformedTrustException;

/** OpenSSL makes timestamps that we judge, judges those of our authority, and reads our requests. */
class OpenSslTimestampTest {
    private static final Bytes DATA = Bytes.utf8("what is to be timestamped");
    private static final String CONFIGURATION = """
            [req]
            distinguished_name = name
            prompt = no
            [name]
            CN = OpenSSL timestamp unit
            [usage]
            basicConstraints = critical,CA:FALSE
            keyUsage = critical,digitalSignature
            extendedKeyUsage = critical,timeStamping
            [authority]
            serial = serial
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256, sha384, sha512
            accuracy = secs:1, millisecs:500, microsecs:100
            ordering = yes
            tsa_name = yes
            ess_cert_id_chain = no
            ess_cert_id_alg = sha256
            """;

    @TempDir
    private Path directory;

    private ForeignProgram openssl;

    @BeforeEach
    void openssl() throws IOException {
        openssl = ForeignProgram.require("openssl", directory);
        Files.write(directory.resolve("data"), DATA.toArray());
        Files.writeString(directory.resolve("openssl.cnf"), CONFIGURATION);
        Files.writeString(directory.resolve("serial"), "01\n");
    }

    private void run(String... words) {
        ForeignProgram.Run run = openssl.run(words);
        assertThat(run.exit()).as(run.output()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = HashAlgorithm.class,
            names = {"SHA256", "SHA384", "SHA512"})
    void answerOfOpenSslToOurRequest_holds(HashAlgorithm algorithm)
            throws IOException, MalformedTimestampException, MalformedTrustException {
        run(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-384",
                "-nodes",
                "-config",
                "openssl.cnf",
                "-extensions",
                "usage",
                "-days",
                "30",
                "-keyout",
                "key.pem",
                "-out",
                "certificate.pem");
        TimestampRequest request =
                TimestampRequest.of(algorithm, algorithm.digest(TestPki.PROVIDER, DATA), new SecureRandom());
        Files.write(directory.resolve("request.tsq"), request.octets().toArray());
        run(
                "ts",
                "-reply",
                "-config",
                "openssl.cnf",
                "-section",
                "authority",
                "-queryfile",
                "request.tsq",
                "-signer",
                "certificate.pem",
                "-inkey",
                "key.pem",
                "-out",
                "response.tsr");

        TimestampResponse response = TimestampResponse.parse(read("response.tsr"), TestPki.PROVIDER);
        List<X509Certificate> trusted = new CertificateFile(TestPki.PROVIDER).read(read("certificate.pem"));
        TimestampToken token = response.token().orElseThrow();
        TimestampVerifier verifier = new TimestampVerifier(trusted, TestPki.PROVIDER);

        assertThat(verifier.judge(token, request, Instant.now()).problems()).isEmpty();
        assertThat(token.imprintMatches(DATA)).isTrue();
        assertThat(token.info().ordering()).isTrue();
        assertThat(token.info().accuracy()).contains(Duration.ofMillis(1500).plusNanos(100_000));
        assertThat(token.info().authority()).contains("CN=OpenSSL timestamp unit");
    }

    @Test
    void queryOfOpenSsl_isRead() throws IOException, MalformedTimestampException {
        run("ts", "-query", "-data", "data", "-sha512", "-cert", "-tspolicy", "1.2.3.4", "-out", "query.tsq");

        TimestampRequest request = TimestampRequest.parse(read("query.tsq"));

        assertThat(request.algorithm()).isEqualTo(HashAlgorithm.SHA512);
        assertThat(request.imprint()).isEqualTo(HashAlgorithm.SHA512.digest(TestPki.PROVIDER, DATA));
        assertThat(request.policy()).contains("1.2.3.4");
        assertThat(request.certificateRequested()).isTrue();
        assertThat(request.nonce()).isPresent();
    }

    @Test
    void answerOfOurAuthority_isJudgedByOpenSslAsByUs()
            throws IOException, CertificateEncodingException, MalformedTimestampException {
        Instant made = Instant.now().minus(Duration.ofDays(1));
        TestTimestampAuthority authority = new TestTimestampAuthority(made);
        TestTimestampAuthority wrong = new TestTimestampAuthority(
                made, Duration.ofDays(9), Set.of(TestTimestampAuthority.Habit.NO_USAGE), Optional.empty());
        run("ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "query.tsq");
        Bytes good = authority.respond(read("query.tsq"), Instant.now());
        byte[] changed = good.toArray();
        changed[changed.length - 1] ^= 1;

        assertSame(true, authority, good);
        assertSame(false, authority, Bytes.of(changed));
        assertSame(false, wrong, good);
        assertSame(false, wrong, wrong.respond(read("query.tsq"), Instant.now()));
    }

    private void assertSame(boolean expected, TestTimestampAuthority authority, Bytes response)
            throws IOException, CertificateEncodingException, MalformedTimestampException {
        Files.write(directory.resolve("response.tsr"), response.toArray());
        Files.writeString(directory.resolve("root.pem"), pem(authority.root()));
        boolean theirs =
                openssl.run("ts", "-verify", "-queryfile", "query.tsq", "-in", "response.tsr", "-CAfile", "root.pem")
                                .exit()
                        == 0;
        TimestampVerifier verifier = new TimestampVerifier(List.of(authority.root()), TestPki.PROVIDER);
        boolean ours = verifier.judge(
                        TimestampResponse.parse(response, TestPki.PROVIDER)
                                .token()
                                .orElseThrow(),
                        TimestampRequest.parse(read("query.tsq")),
                        Instant.now())
                .holds();
        assertThat(theirs).as("OpenSSL").isEqualTo(expected);
        assertThat(ours).as("ours").isEqualTo(expected);
    }

    private static String pem(X509Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private Bytes read(String name) throws IOException {
        return Bytes.of(Files.readAllBytes(directory.resolve(name)));
    }
}

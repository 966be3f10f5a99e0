package org.zhengzhao.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The accounts of the samples do not get beyond this machine by accident. */
class DemoAccountsTest {
    private static final String EVERYWHERE = "0.0.0.0";
    private static final int CANNOT_RUN = 12;
    private static final Map<String, String> NO_SAMPLES = Map.of("ZHENGZHAO_SAMPLES_ENABLED", "false");

    @Test
    void samplesForEverybody_areRefused_unlessAskedForInSoManyWords(@TempDir Path data) {
        Command start = start(data, Map.of());
        assertThat(start.exit()).as(start.out() + start.err()).isEqualTo(CANNOT_RUN);
        assertThat(start.err())
                .contains(
                        EVERYWHERE, "zhengzhao.samples.enabled=false", "zhengzhao.samples.allow-beyond-loopback=true");
        assertThat(start.out() + start.err()).doesNotContain("Exception", "\tat ");

        try (RunningProduct asked = RunningProduct.start(
                data,
                RunningProduct.freePort(),
                Map.of("ZHENGZHAO_SAMPLES_ALLOW_BEYOND_LOOPBACK", "true", "QUARKUS_HTTP_HOST", EVERYWHERE))) {
            assertThat(asked.token("commerce-bureau")).isNotEmpty();
        }
    }

    @Test
    void accountsFromBefore_areRefused_untilTheyAreClosed(@TempDir Path data) {
        String secret;
        try (RunningProduct tried = RunningProduct.start(data)) {
            secret = tried.secret("registry-operator");
            assertThat(status(tried, secret)).isEqualTo(200);
        }
        Command start = start(data, NO_SAMPLES);
        assertThat(start.exit()).as(start.out() + start.err()).isEqualTo(CANNOT_RUN);
        assertThat(start.err())
                .contains("registry-operator", "zhengzhao.samples.close-accounts=true")
                .doesNotContain(secret);
        assertThat(start.out() + start.err()).doesNotContain("Exception", "\tat ");

        Map<String, String> closing = new HashMap<>(NO_SAMPLES);
        closing.put("QUARKUS_HTTP_HOST", EVERYWHERE);
        closing.put("ZHENGZHAO_SAMPLES_CLOSE_ACCOUNTS", "true");
        try (RunningProduct closed = RunningProduct.start(data, RunningProduct.freePort(), closing)) {
            assertThat(status(closed, secret)).isEqualTo(401);
        }
        closing.remove("ZHENGZHAO_SAMPLES_CLOSE_ACCOUNTS");
        try (RunningProduct after = RunningProduct.start(data, RunningProduct.freePort(), closing)) {
            assertThat(status(after, secret)).isEqualTo(401);
        }
    }

    private static Command start(Path data, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("ZHENGZHAO_NO_BUILD", "1");
        environment.put("LC_ALL", "C.UTF-8");
        return Command.run(
                RunningProduct.ROOT,
                environment,
                List.of(
                        "./zhengzhao",
                        "start",
                        "--host",
                        EVERYWHERE,
                        "--port",
                        String.valueOf(RunningProduct.freePort()),
                        "--data",
                        data.toString()));
    }

    private static int status(RunningProduct product, String secret) {
        String credentials = "registry-operator:" + secret;
        return product.send(product.request("/oauth/token")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials")))
                .statusCode();
    }
}

package org.zhengzhao.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting as the README says, stopping, starting again, and everything gone at once in between. */
class StartAndStopTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> QUERY = Map.of(
            "holderCodeType", "001",
            "holderCode", "91110000MAFAKE019D",
            "type", "11100000MB0341032Y901",
            "purpose", "p",
            "matter", "000131015000",
            "caseNumber", "c",
            "officer", "o");

    @Test
    void secondStart_keepsEverything(@TempDir Path data) throws IOException {
        String before;
        String anchors;
        try (RunningProduct first = RunningProduct.start(data)) {
            before = licenses(first);
            anchors = RunningProduct.text(first.send(first.request("/v1/trust-anchors")));
            assertThat(first.log()).contains("commerce-bureau", "/verify", first.base());
        }
        try (RunningProduct second = RunningProduct.start(data)) {
            assertThat(licenses(second)).isEqualTo(before).contains("1.2.156.3005.2.");
            assertThat(RunningProduct.text(second.send(second.request("/v1/trust-anchors"))))
                    .isEqualTo(anchors);
        }
    }

    @Test
    void everythingKilled_nextStartRecovers(@TempDir Path data) throws IOException {
        String before;
        RunningProduct first = RunningProduct.start(data);
        try {
            before = licenses(first);
        } finally {
            first.kill();
        }
        try (RunningProduct second = RunningProduct.start(data)) {
            assertThat(licenses(second)).isEqualTo(before).contains("1.2.156.3005.2.");
        }
    }

    @Test
    void portTaken_saysSoAndWhatToDo(@TempDir Path data) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Command start = Command.run(
                    RunningProduct.ROOT,
                    Map.of("ZHENGZHAO_NO_BUILD", "1", "LC_ALL", "C.UTF-8"),
                    List.of(
                            "./zhengzhao",
                            "start",
                            "--port",
                            String.valueOf(taken.getLocalPort()),
                            "--data",
                            data.toString()));
            assertThat(start.exit()).isNotZero();
            assertThat(start.out() + start.err())
                    .contains(String.valueOf(taken.getLocalPort()), "--port")
                    .doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void wrongJdkOnly_saysSoAndWhatToDo(@TempDir Path home) {
        Command start = Command.run(
                RunningProduct.ROOT,
                Map.of(
                        "ZHENGZHAO_JDK_SEARCH",
                        "none",
                        "JAVA_HOME",
                        home.toString(),
                        "PATH",
                        "/usr/bin:/bin",
                        "HOME",
                        home.toString()),
                List.of("./zhengzhao", "version"));
        assertThat(start.exit()).as(start.out() + start.err()).isNotZero();
        assertThat(start.err()).contains("JDK 25");
    }

    private static String licenses(RunningProduct product) throws IOException {
        JsonNode answer = JSON.readTree(product.get(product.token("commerce-bureau"), "/v1/licenses", QUERY)
                .body());
        return answer.get("licenses").findValuesAsText("identifier").toString();
    }
}

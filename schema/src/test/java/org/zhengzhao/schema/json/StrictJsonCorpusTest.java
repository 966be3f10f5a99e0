package org.zhengzhao.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.json.MalformedJsonException.Reason;

/** The parsing cases of nst/JSONTestSuite, which are kept beside the project and not in it. */
class StrictJsonCorpusTest {
    /** What is good JSON elsewhere and refused here on purpose. */
    private static final Set<Reason> STRICTER =
            EnumSet.of(Reason.DUPLICATE_MEMBER, Reason.NULL_VALUE, Reason.FRACTION, Reason.TOO_LARGE);

    @Test
    void read_everyCase_asExpected() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(corpus().toFile());
        List<String> wrong = new ArrayList<>();
        int accepted = 0;
        for (JsonNode one : cases) {
            String outcome = outcome(one.get("b64").binaryValue());
            accepted += outcome.equals("ACCEPT") ? 1 : 0;
            boolean good = switch (one.get("expect").asText()) {
                case "ACCEPT" ->
                    outcome.equals("ACCEPT")
                            || STRICTER.stream().map(Reason::name).anyMatch(outcome::equals);
                case "REJECT" -> !outcome.equals("ACCEPT");
                case "EITHER" -> true;
                default -> false;
            };
            if (!good) {
                wrong.add(one.get("name").asText() + ": " + outcome);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).hasSizeGreaterThan(100);
        assertThat(accepted).isGreaterThan(20);
    }

    private static String outcome(byte[] text) {
        try {
            StrictJson.read(text, 1 << 20);
            return "ACCEPT";
        } catch (MalformedJsonException malformed) {
            return malformed.reason().name();
        }
    }

    private static Path corpus() {
        Path path =
                Path.of(System.getProperty("zhengzhao.root", ".."), "..", "shared", "corpora", "json", "parsing.json");
        if (!Files.isReadable(path)) {
            String left = "LEFT OUT: JSON parsing cases, because there is no ../shared/corpora/json/parsing.json";
            System.out.println(left);
            if ("true".equals(System.getenv("CI"))) {
                fail(left);
            }
            abort(left);
        }
        return path;
    }
}

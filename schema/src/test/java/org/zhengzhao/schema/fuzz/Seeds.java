package org.zhengzhao.schema.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the fuzzer begins with. */
final class Seeds {
    private static final int MAX_OCTETS = 2000;

    private Seeds() {}

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The short ones of the JSON parsing cases of others; nothing where they are not at hand. */
    static Stream<byte[]> jsonOfOthers() {
        Path cases =
                Path.of(System.getProperty("zhengzhao.root", ".."), "..", "shared", "corpora", "json", "parsing.json");
        if (!Files.isReadable(cases)) {
            return Stream.empty();
        }
        List<byte[]> texts = new ArrayList<>();
        try {
            for (JsonNode one : new ObjectMapper().readTree(cases.toFile())) {
                texts.add(one.get("b64").binaryValue());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return texts.stream().filter(text -> text.length < MAX_OCTETS);
    }
}

package org.zhengzhao.registry.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Language;

/** Lays problem documents out where their octets have to be known before they are sent: a receipt is for octets. */
@Singleton
public class ProblemWriter {
    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    public Bytes octets(RegistryException problem, Language language, UUID instance) {
        try {
            return Bytes.of(json.writeValueAsBytes(ProblemDocument.of(problem, language, "urn:uuid:" + instance)));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a problem document can be written", impossible);
        }
    }
}

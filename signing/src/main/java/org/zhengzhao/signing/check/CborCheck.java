package org.zhengzhao.signing.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.cbor.CborDiagnostic;
import org.zhengzhao.signing.cbor.CborDocument;
import org.zhengzhao.signing.cbor.CborLimits;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.MalformedCborException;

/** Whether octets are exactly one well-formed and valid CBOR item (RFC 8949), and on request in a deterministic form. */
public final class CborCheck {
    public static final int MAX_OCTETS = CborLimits.DEFAULT.octets();

    private static final int MAX_DIAGNOSTIC = 4000;

    private final Form form;

    /** Which form is asked for. */
    public enum Form {
        /** Any well-formed one. */
        ANY,
        /** Core deterministic encoding, RFC 8949 §4.2.1. */
        DETERMINISTIC,
        /** The same with shorter keys first, RFC 8949 §4.2.3. */
        LENGTH_FIRST
    }

    public CborCheck(Form form) {
        this.form = form;
    }

    public CheckReport check(Bytes input) {
        try {
            CborDocument document = CborReader.read(input, CborLimits.DEFAULT);
            boolean fits = switch (form) {
                case ANY -> true;
                case DETERMINISTIC -> document.isDeterministic();
                case LENGTH_FIRST -> document.isDeterministicLengthFirst();
            };
            return fits
                    ? CheckReport.accept(facts(document))
                    : CheckReport.reject("NOT_DETERMINISTIC", "not the deterministic form", facts(document));
        } catch (MalformedCborException malformed) {
            return CheckReport.reject(
                    malformed.reason().name(),
                    "at octet " + malformed.offset(),
                    new JsonValue.Members(Map.of("offset", new JsonValue.Whole(malformed.offset()))));
        }
    }

    private static JsonValue.Members facts(CborDocument document) {
        Map<String, JsonValue> facts = new LinkedHashMap<>();
        facts.put("diagnostic", CheckLine.text(CborDiagnostic.of(document.item(), MAX_DIAGNOSTIC)));
        facts.put("deterministic", new JsonValue.Flag(document.isDeterministic()));
        facts.put("deterministicLengthFirst", new JsonValue.Flag(document.isDeterministicLengthFirst()));
        List<JsonValue> deviations = document.deviations().stream()
                .<JsonValue>map(deviation -> new JsonValue.Text(deviation.name()))
                .toList();
        facts.put("deviations", new JsonValue.Items(deviations));
        return new JsonValue.Members(facts);
    }
}

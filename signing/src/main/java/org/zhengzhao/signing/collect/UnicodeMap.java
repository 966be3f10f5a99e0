package org.zhengzhao.signing.collect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/** Which characters the codes of a font stand for: codes of two octets (ISO 32000-2 §9.10.3). */
final class UnicodeMap {
    static final UnicodeMap NONE = new UnicodeMap(Map.of(), List.of());

    private static final int MAX_CODES = 65_536;
    private static final int MAX_RANGES = 1000;

    private final Map<Integer, String> characters;
    private final List<Range> ranges;

    /** Codes that stand for characters one after the other. */
    private record Range(int first, int last, int character) {}

    private UnicodeMap(Map<Integer, String> characters, List<Range> ranges) {
        this.characters = characters;
        this.ranges = ranges;
    }

    /** Reads a character map; what is not understood maps nothing. */
    static UnicodeMap read(byte[] octets) {
        Map<Integer, String> characters = new HashMap<>();
        List<Range> ranges = new ArrayList<>();
        List<Bytes> operands = new ArrayList<>();
        ContentTokens tokens = new ContentTokens(octets);
        for (Optional<ContentToken> token = tokens.next(); token.isPresent(); token = tokens.next()) {
            switch (token.get()) {
                case ContentToken.Text text -> {
                    if (operands.size() < MAX_CODES) {
                        operands.add(text.octets());
                    }
                }
                case ContentToken.Operator operator -> {
                    if (operator.name().equals("endbfchar")) {
                        addCharacters(operands, characters);
                    } else if (operator.name().equals("endbfrange")) {
                        addRanges(operands, ranges);
                    }
                    operands.clear();
                }
                case ContentToken.Name name -> {}
                case ContentToken.Numeral number -> {}
            }
        }
        return new UnicodeMap(characters, ranges);
    }

    private static void addCharacters(List<Bytes> operands, Map<Integer, String> characters) {
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            if (operands.get(i).length() == 2 && characters.size() < MAX_CODES) {
                characters.put(
                        code(operands.get(i), 0), new String(operands.get(i + 1).toArray(), StandardCharsets.UTF_16BE));
            }
        }
    }

    private static void addRanges(List<Bytes> operands, List<Range> ranges) {
        for (int i = 0; i + 2 < operands.size(); i += 3) {
            boolean pairs = operands.get(i).length() == 2
                    && operands.get(i + 1).length() == 2
                    && operands.get(i + 2).length() == 2;
            if (pairs && ranges.size() < MAX_RANGES) {
                ranges.add(new Range(
                        code(operands.get(i), 0), code(operands.get(i + 1), 0), code(operands.get(i + 2), 0)));
            }
        }
    }

    private static int code(Bytes octets, int at) {
        return (octets.at(at) & 0xFF) << 8 | octets.at(at + 1) & 0xFF;
    }

    /** Adds what the codes stand for. One code may stand for a whole text, so the end is looked for after each. */
    void append(Bytes codes, StringBuilder text, int most) {
        for (int i = 0; i + 1 < codes.length() && text.length() < most; i += 2) {
            int code = code(codes, i);
            String known = characters.get(code);
            if (known != null) {
                text.append(known);
                continue;
            }
            for (Range range : ranges) {
                if (code >= range.first() && code <= range.last()) {
                    text.append((char) (range.character() + code - range.first()));
                    break;
                }
            }
        }
    }
}

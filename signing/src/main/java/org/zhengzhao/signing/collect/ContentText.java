package org.zhengzhao.signing.collect;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/**
 * The text that content streams show (ISO 32000-2 §9.4), in the order in which it is drawn. Only as much as a license needs:
 * composite fonts with two octets a character and a map to Unicode. What is marked as an artifact, such as a page number, and what
 * is drawn invisibly does not belong to the text.
 */
final class ContentText {
    private static final int MAX_DEPTH = 256;
    private static final int MAX_OPERANDS = 10_000;
    private static final int MAX_TEXT = 4 * 1024 * 1024;
    /** Of the maps of all fonts together. */
    private static final int MAX_MAPS = 8 * 1024 * 1024;
    /** Text rendering modes that draw nothing (table 104). */
    private static final int INVISIBLE = 3;

    private static final int CLIP_ONLY = 7;

    private final StreamBudget budget = new StreamBudget(MAX_MAPS);
    private final StringBuilder text = new StringBuilder();
    private final IdentityHashMap<COSBase, UnicodeMap> maps = new IdentityHashMap<>();
    private final List<ContentToken> operands = new ArrayList<>();
    private final Deque<State> saved = new ArrayDeque<>();
    private final Deque<Boolean> marked = new ArrayDeque<>();
    private State state = new State(UnicodeMap.NONE, 0);
    private int artifacts;

    private record State(UnicodeMap font, int mode) {}

    /** The text of all streams that were read. */
    @Override
    public String toString() {
        return text.toString();
    }

    /** Reads a content stream. What is not understood shows nothing. */
    void read(byte[] octets, COSDictionary resources) throws IOException {
        ContentTokens tokens = new ContentTokens(octets);
        state = new State(UnicodeMap.NONE, 0);
        for (Optional<ContentToken> token = tokens.next(); token.isPresent(); token = tokens.next()) {
            if (token.get() instanceof ContentToken.Operator operator) {
                // Octets of an inline picture could look like text: a license has none.
                if (operator.name().equals("BI")) {
                    break;
                }
                perform(operator.name(), resources);
                operands.clear();
            } else if (operands.size() < MAX_OPERANDS) {
                operands.add(token.get());
            }
        }
        operands.clear();
    }

    private void perform(String operator, COSDictionary resources) throws IOException {
        switch (operator) {
            case "q" -> {
                if (saved.size() < MAX_DEPTH) {
                    saved.push(state);
                }
            }
            case "Q" -> state = saved.isEmpty() ? state : saved.pop();
            case "Tf" -> state = new State(font(resources), state.mode());
            case "Tr" -> state = new State(state.font(), mode());
            case "BMC", "BDC" -> begin();
            case "EMC" -> end();
            case "Tj", "TJ", "'", "\"" -> show();
            default -> {}
        }
    }

    private int mode() {
        return !operands.isEmpty() && operands.getLast() instanceof ContentToken.Numeral number
                ? (int) number.value()
                : 0;
    }

    private void begin() {
        boolean artifact = !operands.isEmpty()
                && operands.getFirst() instanceof ContentToken.Name name
                && name.value().equals("Artifact");
        if (marked.size() < MAX_DEPTH) {
            marked.push(artifact);
            artifacts += artifact ? 1 : 0;
        }
    }

    private void end() {
        if (!marked.isEmpty() && marked.pop()) {
            artifacts--;
        }
    }

    private void show() {
        if (artifacts > 0 || state.mode() == INVISIBLE || state.mode() == CLIP_ONLY) {
            return;
        }
        for (ContentToken operand : operands) {
            if (operand instanceof ContentToken.Text shown) {
                state.font().append(shown.octets(), text, MAX_TEXT);
            }
        }
    }

    private UnicodeMap font(COSDictionary resources) throws IOException {
        if (operands.isEmpty()
                || !(operands.getFirst() instanceof ContentToken.Name name)
                || !(resources.getDictionaryObject(COSName.FONT) instanceof COSDictionary fonts)
                || !(fonts.getDictionaryObject(COSName.getPDFName(name.value())) instanceof COSDictionary font)
                || !COSName.TYPE0.equals(font.getCOSName(COSName.SUBTYPE))
                || !(font.getDictionaryObject(COSName.TO_UNICODE) instanceof COSStream map)) {
            return UnicodeMap.NONE;
        }
        UnicodeMap known = maps.get(map);
        if (known == null) {
            known = UnicodeMap.read(budget.decode(map));
            maps.put(map, known);
        }
        return known;
    }
}

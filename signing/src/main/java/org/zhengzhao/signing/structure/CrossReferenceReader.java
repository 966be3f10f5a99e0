package org.zhengzhao.signing.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads cross-reference tables and streams, each where it is said to stand and nowhere else. */
final class CrossReferenceReader {
    private static final int MAX_NUMBER = 8_388_607;
    private static final int MAX_ENTRIES = 1_000_000;

    private final byte[] file;
    private final Budget budget;
    private int entries;

    CrossReferenceReader(byte[] file, Budget budget) {
        this.file = file;
        this.budget = budget;
    }

    /** The position after the last {@code startxref}, where nothing but {@code %%EOF} and line ends follow up to {@code end}. */
    int startAtEnd(int end) throws MalformedPdfException {
        int at = end;
        while (at > 0 && SyntaxReader.isWhite(file[at - 1])) {
            at--;
        }
        at -= 5;
        if (at < 0 || !new SyntaxReader(file, at, end, budget).startsWith("%%EOF")) {
            throw MalformedPdfException.structure("%%EOF", end);
        }
        int from = Math.max(0, at - 64);
        for (int i = at - 1; i >= from; i--) {
            SyntaxReader reader = new SyntaxReader(file, i, at, budget);
            if (reader.skipWord("startxref")) {
                long start = reader.requireWhole();
                reader.skipWhite();
                if (reader.position() == at && start < at) {
                    return (int) start;
                }
                break;
            }
        }
        throw MalformedPdfException.structure("startxref", at);
    }

    CrossReferenceSection section(int start, int end) throws MalformedPdfException {
        if (start < 0 || start >= end) {
            throw MalformedPdfException.structure("startxref", start);
        }
        SyntaxReader reader = new SyntaxReader(file, start, end, budget);
        reader.skipWhite();
        return reader.skipWord("xref") ? table(start, reader) : stream(start, reader);
    }

    private CrossReferenceSection table(int start, SyntaxReader reader) throws MalformedPdfException {
        Map<Integer, CrossReferenceEntry> found = new HashMap<>();
        reader.skipWhite();
        while (!reader.skipWord("trailer")) {
            long first = reader.requireWhole();
            long count = reader.requireWhole();
            for (long i = 0; i < count; i++) {
                long offset = reader.requireWhole();
                long generation = reader.requireWhole();
                reader.skipWhite();
                if (reader.skipWord("n")) {
                    add(found, first + i, inFile(offset, generation, reader), reader);
                } else if (reader.skipWord("f")) {
                    add(found, first + i, new CrossReferenceEntry.Free(), reader);
                } else {
                    throw reader.malformed("cross-reference entry");
                }
            }
            reader.skipWhiteAndComments();
        }
        if (!(reader.value() instanceof PdfValue.Dictionary trailer)) {
            throw reader.malformed("trailer");
        }
        requireBelowSize(found, trailer, reader);
        return new CrossReferenceSection(start, reader.position(), found, trailer, Optional.empty());
    }

    /** Some writers give objects that they do not have the offset zero. */
    private static CrossReferenceEntry inFile(long offset, long generation, SyntaxReader reader)
            throws MalformedPdfException {
        if (offset > Integer.MAX_VALUE || generation > 65_535) {
            throw reader.malformed("cross-reference entry");
        }
        return offset == 0
                ? new CrossReferenceEntry.Free()
                : new CrossReferenceEntry.InFile((int) offset, (int) generation);
    }

    private void add(Map<Integer, CrossReferenceEntry> found, long number, CrossReferenceEntry entry, SyntaxReader at)
            throws MalformedPdfException {
        if (++entries > MAX_ENTRIES || number > MAX_NUMBER) {
            throw MalformedPdfException.limit("objects");
        }
        if (found.putIfAbsent((int) number, entry) != null) {
            throw at.malformed("object that is listed twice");
        }
    }

    private static void requireBelowSize(
            Map<Integer, CrossReferenceEntry> found, PdfValue.Dictionary trailer, SyntaxReader reader)
            throws MalformedPdfException {
        int size = trailer.findWhole("Size").orElse(0);
        for (Map.Entry<Integer, CrossReferenceEntry> entry : found.entrySet()) {
            // Some readers take such objects, some do not. A free one is the same to both.
            if (entry.getKey() >= size && !(entry.getValue() instanceof CrossReferenceEntry.Free)) {
                throw reader.malformed("Size");
            }
        }
    }

    private CrossReferenceSection stream(int start, SyntaxReader reader) throws MalformedPdfException {
        IndirectObject object = ObjectReader.at(start, reader);
        PdfValue.Dictionary dictionary = object.dictionary();
        if (!object.isStream() || !dictionary.isName("Type", "XRef")) {
            throw reader.malformed("cross-reference stream");
        }
        int end =
                ObjectReader.endOfStream(object, dictionary.findWhole("Length").orElse(-1), reader);
        byte[] rows = new StreamDecoder(budget).decode(dictionary, file, object.streamStart(), end);
        int[] widths = widths(dictionary, reader);
        int rowLength = widths[0] + widths[1] + widths[2];
        int size = dictionary.findWhole("Size").orElse(0);
        List<Integer> index = index(dictionary, size, reader);
        Map<Integer, CrossReferenceEntry> found = new HashMap<>();
        int at = 0;
        for (int i = 0; i < index.size(); i += 2) {
            for (int j = 0; j < index.get(i + 1); j++) {
                if (at + rowLength > rows.length) {
                    throw reader.malformed("cross-reference stream");
                }
                long type = widths[0] == 0 ? 1 : number(rows, at, widths[0]);
                long second = number(rows, at + widths[0], widths[1]);
                long third = number(rows, at + widths[0] + widths[1], widths[2]);
                at += rowLength;
                add(found, (long) index.get(i) + j, entry(type, second, third, reader), reader);
            }
        }
        requireBelowSize(found, dictionary, reader);
        return new CrossReferenceSection(start, object.end(), found, dictionary, Optional.of(object));
    }

    private static CrossReferenceEntry entry(long type, long second, long third, SyntaxReader reader)
            throws MalformedPdfException {
        if (type == 0) {
            return new CrossReferenceEntry.Free();
        }
        if (type == 1) {
            return inFile(second, third, reader);
        }
        if (type != 2 || second > MAX_NUMBER || third > MAX_NUMBER) {
            throw reader.malformed("cross-reference entry");
        }
        return new CrossReferenceEntry.InStream((int) second, (int) third);
    }

    private static long number(byte[] rows, int at, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | rows[at + i] & 0xFF;
        }
        return value;
    }

    private static int[] widths(PdfValue.Dictionary dictionary, SyntaxReader reader) throws MalformedPdfException {
        List<Integer> found = wholes(dictionary, "W", reader);
        int[] widths = found.stream().mapToInt(Integer::intValue).toArray();
        if (widths.length != 3) {
            throw reader.malformed("W");
        }
        for (int width : widths) {
            if (width > 7) {
                throw reader.malformed("W");
            }
        }
        if (widths[0] + widths[1] + widths[2] == 0) {
            throw reader.malformed("W");
        }
        return widths;
    }

    private static List<Integer> index(PdfValue.Dictionary dictionary, int size, SyntaxReader reader)
            throws MalformedPdfException {
        List<Integer> found =
                dictionary.find("Index").isPresent() ? wholes(dictionary, "Index", reader) : List.of(0, size);
        if (found.size() % 2 != 0 || size < 0) {
            throw reader.malformed("Index");
        }
        return found;
    }

    private static List<Integer> wholes(PdfValue.Dictionary dictionary, String key, SyntaxReader reader)
            throws MalformedPdfException {
        List<Integer> found = new ArrayList<>();
        if (dictionary.find(key).orElse(new PdfValue.Null()) instanceof PdfValue.Items items) {
            for (PdfValue value : items.values()) {
                if (!(value instanceof PdfValue.Whole whole) || whole.value() < 0 || whole.value() > MAX_NUMBER) {
                    throw reader.malformed(key);
                }
                found.add((int) whole.value());
            }
            return found;
        }
        throw reader.malformed(key);
    }
}

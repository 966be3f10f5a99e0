package org.zhengzhao.signing.structure;

import java.util.ArrayList;
import java.util.List;

/** The objects that are compressed into one stream (ISO 32000-2 §7.5.7). */
final class ObjectStream {
    private static final int MAX_OBJECTS = 200_000;

    private final byte[] octets;
    private final List<Integer> numbers;
    private final List<Integer> offsets;
    private final Budget budget;

    private ObjectStream(byte[] octets, List<Integer> numbers, List<Integer> offsets, Budget budget) {
        this.octets = octets;
        this.numbers = List.copyOf(numbers);
        this.offsets = List.copyOf(offsets);
        this.budget = budget;
    }

    static ObjectStream of(IndirectObject stream, byte[] octets, Budget budget) throws MalformedPdfException {
        PdfValue.Dictionary dictionary = stream.dictionary();
        int count = dictionary.findWhole("N").orElse(-1);
        int first = dictionary.findWhole("First").orElse(-1);
        if (!dictionary.isName("Type", "ObjStm") || count < 0 || first < 0 || first > octets.length) {
            throw MalformedPdfException.structure("object stream", stream.offset());
        }
        if (count > MAX_OBJECTS) {
            throw MalformedPdfException.limit("objects");
        }
        SyntaxReader header = new SyntaxReader(octets, 0, first, budget);
        List<Integer> numbers = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add((int) Math.min(Integer.MAX_VALUE, header.requireWhole()));
            offsets.add((int) Math.min(octets.length, first + header.requireWhole()));
        }
        return new ObjectStream(octets, numbers, offsets, budget);
    }

    List<Integer> numbers() {
        return numbers;
    }

    IndirectObject object(int number, int index) throws MalformedPdfException {
        if (index >= numbers.size() || numbers.get(index) != number) {
            throw MalformedPdfException.structure("object stream, object " + number, 0);
        }
        SyntaxReader reader = new SyntaxReader(octets, offsets.get(index), octets.length, budget);
        PdfValue value = reader.value();
        return new IndirectObject(number, 0, value, 0, 0, 0);
    }
}

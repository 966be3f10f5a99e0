package org.zhengzhao.signing.structure;

/** Reads an object with its number, from {@code 12 0 obj} on (ISO 32000-2 §7.3.10). */
final class ObjectReader {
    private ObjectReader() {}

    /** The object at the reader's position, white space before it passed over; the reader is left behind the value. */
    static IndirectObject at(int offset, SyntaxReader reader) throws MalformedPdfException {
        long number = reader.requireWhole();
        long generation = reader.requireWhole();
        reader.skipWhite();
        if (number > Integer.MAX_VALUE || generation > 65_535 || !reader.skipWord("obj")) {
            throw reader.malformed("object");
        }
        PdfValue value = reader.value();
        int end = reader.position();
        reader.skipWhiteAndComments();
        int streamStart = 0;
        if (value instanceof PdfValue.Dictionary && reader.skipWord("stream")) {
            streamStart = afterLineEnd(reader);
        } else if (!reader.skipWord("endobj")) {
            throw reader.malformed("endobj");
        }
        return new IndirectObject(
                (int) number, (int) generation, value, streamStart, offset, streamStart > 0 ? streamStart : end);
    }

    /** CR LF or LF (§7.3.8.1): behind a CR alone readers differ in where the data begin. */
    private static int afterLineEnd(SyntaxReader reader) throws MalformedPdfException {
        if (reader.peek() == '\r') {
            reader.moveTo(reader.position() + 1);
        }
        if (reader.peek() != '\n') {
            throw reader.malformed("stream");
        }
        return reader.position() + 1;
    }

    /** Where the data of a stream end; behind them the object must end too, and the reader is left there. */
    static int endOfStream(IndirectObject object, long length, SyntaxReader reader) throws MalformedPdfException {
        long end = object.streamStart() + length;
        if (length < 0 || end > Integer.MAX_VALUE) {
            throw reader.malformed("Length");
        }
        reader.moveTo((int) end);
        reader.skipWhite();
        if (!reader.skipWord("endstream")) {
            throw reader.malformed("endstream");
        }
        reader.skipWhiteAndComments();
        if (!reader.skipWord("endobj")) {
            throw reader.malformed("endobj");
        }
        return (int) end;
    }
}

package org.zhengzhao.signing.structure;

import java.util.List;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A PDF that was read as ISO 32000-2 has it: its signatures, and what was done to it after each.
 *
 * @param signatures in the order in which they were made
 * @param emptyFields how many signature fields nobody has signed
 * @param store validation data
 */
public record PdfStructure(List<SignatureInspection> signatures, int emptyFields, SecurityStore store) {
    public PdfStructure {
        signatures = List.copyOf(signatures);
        Objects.requireNonNull(store);
    }

    /** Reads what the signatures need; other objects may be broken. */
    public static PdfStructure read(Bytes file) throws MalformedPdfException {
        return read(file, false);
    }

    /** Reads every object, so that whoever reads the file next has nothing to repair. */
    public static PdfStructure readWhole(Bytes file) throws MalformedPdfException {
        return read(file, true);
    }

    private static PdfStructure read(Bytes file, boolean whole) throws MalformedPdfException {
        try {
            return new StructureReader(file.toArray()).read(whole);
        } catch (StackOverflowError tooDeep) {
            throw MalformedPdfException.limit("depth");
        }
    }
}

package org.zhengzhao.signing.structure;

import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A PDF that was read as ISO 32000-2 has it: its signatures, and what was done to it after each.
 *
 * @param signatures in the order in which they were made
 * @param emptyFields how many signature fields nobody has signed
 */
public record PdfStructure(List<SignatureInspection> signatures, int emptyFields) {
    public PdfStructure {
        signatures = List.copyOf(signatures);
    }

    /** Reads a file. The octets are copied once. */
    public static PdfStructure read(Bytes file) throws MalformedPdfException {
        try {
            return new StructureReader(file.toArray()).read();
        } catch (StackOverflowError tooDeep) {
            throw MalformedPdfException.limit("depth");
        }
    }
}

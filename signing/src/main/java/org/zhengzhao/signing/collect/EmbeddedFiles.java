package org.zhengzhao.signing.collect;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.signing.face.EmbeddedFile;

/**
 * The embedded files of a PDF that are ours, by name.
 *
 * @param ambiguous names that stand there more than once, or whose file cannot be decoded
 */
record EmbeddedFiles(Map<String, Bytes> files, Set<String> ambiguous) {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_NODES = 1000;
    private static final int MAX_OCTETS = LicenseContentJson.MAX_OCTETS;

    EmbeddedFiles {
        files = Map.copyOf(files);
        ambiguous = Set.copyOf(ambiguous);
    }

    Optional<Bytes> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    static EmbeddedFiles of(PDDocument document) throws IOException {
        Collector collector = new Collector();
        if (document.getDocumentCatalog().getCOSObject().getDictionaryObject(COSName.NAMES)
                        instanceof COSDictionary names
                && names.getDictionaryObject(COSName.EMBEDDED_FILES) instanceof COSDictionary tree) {
            collector.visit(tree, 0);
        }
        return new EmbeddedFiles(collector.files, collector.ambiguous);
    }

    /** Walks the name tree (ISO 32000-2 §7.9.6); an array of kids may point back at its own node. */
    private static final class Collector {
        private final Map<String, Bytes> files = new HashMap<>();
        private final Set<String> ambiguous = new HashSet<>();
        private int nodes;

        void visit(COSDictionary node, int depth) throws IOException {
            if (depth > MAX_DEPTH || ++nodes > MAX_NODES) {
                throw new IOException("name tree too deep or too large");
            }
            if (node.getDictionaryObject(COSName.KIDS) instanceof COSArray kids) {
                for (int i = 0; i < kids.size(); i++) {
                    if (kids.getObject(i) instanceof COSDictionary kid) {
                        visit(kid, depth + 1);
                    }
                }
            }
            if (node.getDictionaryObject(COSName.NAMES) instanceof COSArray names) {
                for (int i = 1; i < names.size(); i += 2) {
                    if (++nodes > MAX_NODES) {
                        throw new IOException("name tree too large");
                    }
                    if (names.getObject(i) instanceof COSDictionary specification) {
                        add(specification);
                    }
                }
            }
        }

        private void add(COSDictionary specification) throws IOException {
            COSBase name = specification.getDictionaryObject(COSName.UF);
            if (name == null) {
                name = specification.getDictionaryObject(COSName.F);
            }
            if (!(name instanceof COSString text) || !isOurs(text.getString())) {
                return;
            }
            Optional<Bytes> content = content(specification);
            if (content.isEmpty() || files.containsKey(text.getString())) {
                ambiguous.add(text.getString());
            }
            content.ifPresent(octets -> files.put(text.getString(), octets));
        }

        private static Optional<Bytes> content(COSDictionary specification) throws IOException {
            if (specification.getDictionaryObject(COSName.EF) instanceof COSDictionary streams
                    && streams.getDictionaryObject(COSName.F) instanceof COSStream stream) {
                return PdfStream.decoded(stream, MAX_OCTETS).map(Bytes::of);
            }
            return Optional.empty();
        }

        private static boolean isOurs(String name) {
            for (EmbeddedFile file : EmbeddedFile.values()) {
                if (file.fileName().equals(name)) {
                    return true;
                }
            }
            return false;
        }
    }
}

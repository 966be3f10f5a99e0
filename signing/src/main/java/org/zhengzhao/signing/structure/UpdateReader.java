package org.zhengzhao.signing.structure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads an incremental update from its first octet to its last. Everything in it must be an object that its cross-reference
 * section lists, that section, and the end-of-file marker: what stands there unlisted waits for a reader that repairs.
 */
final class UpdateReader {
    private static final int MAX_COMMENT = 128;
    private static final int MAX_OBJECTS = 100_000;

    private final byte[] file;
    private final Budget budget;

    UpdateReader(byte[] file, Budget budget) {
        this.file = file;
        this.budget = budget;
    }

    Update read(DocumentState before) throws MalformedPdfException {
        SyntaxReader reader = new SyntaxReader(file, before.end(), file.length, budget);
        Map<Integer, IndirectObject> objects = new LinkedHashMap<>();
        Map<Integer, Integer> ends = new HashMap<>();
        CrossReferenceSection section = null;
        while (section == null) {
            skipComments(reader);
            int start = reader.position();
            if (reader.startsWith("xref")) {
                section = new CrossReferenceReader(file, budget).section(start, file.length);
                reader.moveTo(section.end());
                continue;
            }
            IndirectObject object = ObjectReader.at(start, reader);
            if (objects.putIfAbsent(object.number(), object) != null || objects.size() > MAX_OBJECTS) {
                throw reader.malformed("object that stands twice");
            }
            if (object.isStream()) {
                moveBehind(object, reader);
                ends.put(object.number(), reader.position());
            }
            if (object.isStream() && object.dictionary().isName("Type", "XRef")) {
                section = new CrossReferenceReader(file, budget).section(start, file.length);
            }
        }
        End end = endOf(section, reader);
        DocumentState after = after(before, section, end);
        for (IndirectObject object : objects.values()) {
            if (object.isStream()) {
                requireEnd(after, object, Objects.requireNonNull(ends.get(object.number())));
            }
        }
        return update(before, after, objects, section);
    }

    private static void skipComments(SyntaxReader reader) throws MalformedPdfException {
        reader.skipWhite();
        while (reader.peek() == '%') {
            int start = reader.position();
            if (reader.startsWith("%%EOF") || reader.startsWith("%PDF")) {
                throw reader.malformed("marker");
            }
            reader.skipLine();
            if (reader.position() - start > MAX_COMMENT) {
                throw reader.malformed("comment");
            }
            reader.skipWhite();
        }
    }

    /** A length that is an object of its own is not known yet: then the next {@code endstream} is taken, and compared later. */
    private void moveBehind(IndirectObject object, SyntaxReader reader) throws MalformedPdfException {
        if (object.dictionary().find("Length").orElse(new PdfValue.Null()) instanceof PdfValue.Whole length) {
            ObjectReader.endOfStream(object, length.value(), reader);
            return;
        }
        reader.moveTo(object.streamStart());
        while (reader.peek() >= 0 && !reader.startsWith("endstream")) {
            reader.moveTo(reader.position() + 1);
        }
        reader.requireWord("endstream");
        reader.requireWord("endobj");
    }

    private void requireEnd(DocumentState after, IndirectObject stream, int behind) throws MalformedPdfException {
        SyntaxReader reader = new SyntaxReader(file, after.endOf(stream), behind, budget);
        reader.requireWord("endstream");
        reader.requireWord("endobj");
        if (reader.position() != behind) {
            throw reader.malformed("Length");
        }
    }

    /** Where an update ends, and the position that its {@code startxref} names: that of its section, or white space before it. */
    private record End(int position, int startxref) {}

    private End endOf(CrossReferenceSection section, SyntaxReader reader) throws MalformedPdfException {
        skipComments(reader);
        reader.requireWord("startxref");
        long named = reader.requireWhole();
        if (named > section.start() || !onlyWhite((int) named, section.start())) {
            throw reader.malformed("startxref");
        }
        reader.skipWhite();
        if (!reader.startsWith("%%EOF")) {
            throw reader.malformed("%%EOF");
        }
        int end = reader.position() + 5;
        end += end < file.length && file[end] == '\r' ? 1 : 0;
        end += end < file.length && file[end] == '\n' ? 1 : 0;
        return new End(end, (int) named);
    }

    private boolean onlyWhite(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!SyntaxReader.isWhite(file[i])) {
                return false;
            }
        }
        return true;
    }

    private DocumentState after(DocumentState before, CrossReferenceSection section, End end)
            throws MalformedPdfException {
        if (section.previous()
                        .filter(previous -> previous == before.startxref())
                        .isEmpty()
                || section.hybrid().isPresent()) {
            throw MalformedPdfException.structure("cross-reference chain", section.start());
        }
        if (section.trailer().find("Encrypt").isPresent()) {
            throw new MalformedPdfException(MalformedPdfException.Reason.ENCRYPTED, "Encrypt");
        }
        budget.spendCarried(before.entries().size());
        Map<Integer, CrossReferenceEntry> entries = new HashMap<>(before.entries());
        entries.putAll(section.entries());
        return new DocumentState(file, end.position(), end.startxref(), budget, entries, section.trailer());
    }

    private Update update(
            DocumentState before,
            DocumentState after,
            Map<Integer, IndirectObject> objects,
            CrossReferenceSection section)
            throws MalformedPdfException {
        Set<Integer> written = new HashSet<>(objects.keySet());
        Set<Integer> containers = new HashSet<>();
        section.stream().map(IndirectObject::number).ifPresent(containers::add);
        for (IndirectObject object : objects.values()) {
            requireListed(object, after, containers);
            if (object.isStream() && object.dictionary().isName("Type", "ObjStm")) {
                containers.add(object.number());
                written.addAll(contained(object, after));
            }
        }
        Set<Integer> changed = new HashSet<>();
        for (int number : section.entries().keySet()) {
            if (!before.entry(number).equals(after.entry(number))) {
                changed.add(number);
                if (after.has(number) && !written.contains(number)) {
                    throw MalformedPdfException.structure("object " + number + " from before", section.start());
                }
            }
        }
        return new Update(before, after, written, containers, changed);
    }

    private void requireListed(IndirectObject object, DocumentState after, Set<Integer> containers)
            throws MalformedPdfException {
        // Some writers count the line end before an object as its beginning.
        boolean listed = after.entry(object.number()) instanceof CrossReferenceEntry.InFile entry
                && entry.generation() == object.generation()
                && entry.offset() <= object.offset()
                && onlyWhite(entry.offset(), object.offset());
        // A cross-reference stream need not list itself.
        if (!listed && !(containers.contains(object.number()) && !after.has(object.number()))) {
            throw MalformedPdfException.structure("unlisted object " + object.number(), object.offset());
        }
    }

    private static Set<Integer> contained(IndirectObject object, DocumentState after) throws MalformedPdfException {
        if (object.dictionary().find("Extends").isPresent()) {
            throw MalformedPdfException.structure("Extends", object.offset());
        }
        Set<Integer> contained = new HashSet<>();
        int index = 0;
        for (int number : after.container(object.number()).numbers()) {
            if (!after.entry(number).equals(new CrossReferenceEntry.InStream(object.number(), index++))) {
                throw MalformedPdfException.structure("unlisted object " + number, object.offset());
            }
            contained.add(number);
        }
        return contained;
    }
}

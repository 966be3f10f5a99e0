package org.zhengzhao.signing.structure;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The document as it stands after one of its revisions: where every object is, and the objects themselves, read when they are
 * asked for. Belongs to one thread.
 */
final class DocumentState {
    private static final int MAX_SECTIONS = 1000;
    private static final int MAX_REFERENCES = 16;

    private final byte[] file;
    private final int end;
    private final int startxref;
    private final Budget budget;
    private final Map<Integer, CrossReferenceEntry> entries;
    private final PdfValue.Dictionary trailer;
    private final Map<Integer, IndirectObject> read = new HashMap<>();
    private final Map<Integer, ObjectStream> containers = new HashMap<>();
    private final Set<Integer> reading = new HashSet<>();

    DocumentState(
            byte[] file,
            int end,
            int startxref,
            Budget budget,
            Map<Integer, CrossReferenceEntry> entries,
            PdfValue.Dictionary trailer) {
        this.file = file;
        this.end = end;
        this.startxref = startxref;
        this.budget = budget;
        this.entries = Collections.unmodifiableMap(entries);
        this.trailer = trailer;
    }

    /** Reads the revisions up to {@code end}, which must be the end of one, along the chain of cross-reference sections. */
    static DocumentState read(byte[] file, int end, Budget budget) throws MalformedPdfException {
        CrossReferenceReader reader = new CrossReferenceReader(file, budget);
        Map<Integer, CrossReferenceEntry> entries = new HashMap<>();
        Set<Integer> seen = new HashSet<>();
        int start = reader.startAtEnd(end);
        CrossReferenceSection newest = reader.section(start, end);
        Optional<CrossReferenceSection> section = Optional.of(newest);
        while (section.isPresent()) {
            CrossReferenceSection current = section.get();
            if (!seen.add(current.start()) || seen.size() > MAX_SECTIONS) {
                throw MalformedPdfException.structure("cross-reference chain", current.start());
            }
            if (current.trailer().find("Encrypt").isPresent()) {
                throw new MalformedPdfException(MalformedPdfException.Reason.ENCRYPTED, "Encrypt");
            }
            Map<Integer, CrossReferenceEntry> listed = new HashMap<>(current.entries());
            if (current.hybrid().isPresent()) {
                addHidden(listed, reader.section(current.hybrid().get(), end));
            }
            listed.forEach(entries::putIfAbsent);
            Optional<Integer> previous = current.previous();
            section = previous.isPresent() ? Optional.of(reader.section(previous.get(), end)) : Optional.empty();
        }
        return new DocumentState(file, end, start, budget, entries, newest.trailer());
    }

    /** Objects that only readers of cross-reference streams see; the table must not have others of the same numbers. */
    private static void addHidden(Map<Integer, CrossReferenceEntry> listed, CrossReferenceSection hidden)
            throws MalformedPdfException {
        for (Map.Entry<Integer, CrossReferenceEntry> entry : hidden.entries().entrySet()) {
            CrossReferenceEntry inTable = listed.get(entry.getKey());
            if (inTable != null
                    && !(inTable instanceof CrossReferenceEntry.Free)
                    && !inTable.equals(entry.getValue())) {
                throw MalformedPdfException.structure("hybrid cross-reference", hidden.start());
            }
            listed.put(entry.getKey(), entry.getValue());
        }
    }

    int end() {
        return end;
    }

    /** The position that its last {@code startxref} names. */
    int startxref() {
        return startxref;
    }

    Map<Integer, CrossReferenceEntry> entries() {
        return entries;
    }

    PdfValue.Dictionary trailer() {
        return trailer;
    }

    /** Where an object is; free where nothing lists it. */
    CrossReferenceEntry entry(int number) {
        return entries.getOrDefault(number, new CrossReferenceEntry.Free());
    }

    boolean has(int number) {
        return !(entry(number) instanceof CrossReferenceEntry.Free);
    }

    /** The object of that number; empty where it is free. */
    Optional<IndirectObject> find(int number) throws MalformedPdfException {
        IndirectObject known = read.get(number);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<IndirectObject> found = switch (entry(number)) {
            case CrossReferenceEntry.Free free -> Optional.empty();
            case CrossReferenceEntry.InFile inFile -> Optional.of(inFile(number, inFile));
            case CrossReferenceEntry.InStream inStream ->
                Optional.of(container(inStream.container()).object(number, inStream.index()));
        };
        found.ifPresent(object -> read.put(number, object));
        return found;
    }

    private IndirectObject inFile(int number, CrossReferenceEntry.InFile entry) throws MalformedPdfException {
        if (entry.offset() >= end) {
            throw MalformedPdfException.structure("offset of " + number, entry.offset());
        }
        IndirectObject object = ObjectReader.at(entry.offset(), new SyntaxReader(file, entry.offset(), end, budget));
        if (object.number() != number || object.generation() != entry.generation()) {
            throw MalformedPdfException.structure("number of " + number, entry.offset());
        }
        return object;
    }

    ObjectStream container(int number) throws MalformedPdfException {
        ObjectStream known = containers.get(number);
        if (known != null) {
            return known;
        }
        if (!(entry(number) instanceof CrossReferenceEntry.InFile)) {
            throw MalformedPdfException.structure("object stream " + number, 0);
        }
        ObjectStream made = ObjectStream.of(find(number).orElseThrow(), decoded(number), budget);
        containers.put(number, made);
        return made;
    }

    /** The data of a stream, decoded. */
    byte[] decoded(int number) throws MalformedPdfException {
        IndirectObject object = find(number).orElseThrow(() -> MalformedPdfException.structure("stream " + number, 0));
        return new StreamDecoder(budget).decode(object.dictionary(), file, object.streamStart(), endOf(object));
    }

    /** Reads every object to its end: nothing is left that another reader would have to repair. */
    void requireAll() throws MalformedPdfException {
        for (int number : entries.keySet()) {
            Optional<IndirectObject> object = find(number);
            if (object.isPresent() && object.get().isStream()) {
                endOf(object.get());
            }
        }
    }

    /** Where the data of a stream end, and that the object ends behind them. */
    int endOf(IndirectObject stream) throws MalformedPdfException {
        return ObjectReader.endOfStream(
                stream, lengthOf(stream), new SyntaxReader(file, stream.streamStart(), end, budget));
    }

    private long lengthOf(IndirectObject stream) throws MalformedPdfException {
        if (!stream.isStream() || reading.size() > MAX_REFERENCES || !reading.add(stream.offset())) {
            throw MalformedPdfException.structure("stream", stream.offset());
        }
        try {
            return resolve(stream.dictionary().find("Length")) instanceof PdfValue.Whole whole ? whole.value() : -1;
        } finally {
            reading.remove(stream.offset());
        }
    }

    /** The value behind references; null where there is none, or an object of another generation (§7.3.10). */
    PdfValue resolve(Optional<PdfValue> value) throws MalformedPdfException {
        return resolve(value.orElse(new PdfValue.Null()));
    }

    PdfValue resolve(PdfValue value) throws MalformedPdfException {
        PdfValue current = value;
        for (int i = 0; i < MAX_REFERENCES; i++) {
            if (!(current instanceof PdfValue.Reference reference)) {
                return current;
            }
            Optional<IndirectObject> object = find(reference.number());
            if (object.isEmpty() || object.get().generation() != reference.generation()) {
                return new PdfValue.Null();
            }
            current = object.get().value();
        }
        throw MalformedPdfException.structure("loop of references", 0);
    }

    /** The dictionary of that key, an empty one where there is none. */
    PdfValue.Dictionary dictionary(PdfValue.Dictionary holder, String key) throws MalformedPdfException {
        return resolve(holder.find(key)) instanceof PdfValue.Dictionary found ? found : PdfValue.Dictionary.EMPTY;
    }

    PdfValue.Items items(PdfValue.Dictionary holder, String key) throws MalformedPdfException {
        return resolve(holder.find(key)) instanceof PdfValue.Items found ? found : PdfValue.Items.NONE;
    }

    PdfValue.Dictionary catalog() throws MalformedPdfException {
        return dictionary(trailer, "Root");
    }
}

package org.zhengzhao.signing.structure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.structure.SignatureInspection.Problem;

/** Reads a file as a whole: the last state that it has, the signatures in it, and what each covers. */
final class StructureReader {
    private static final int MAX_SIGNATURES = 100;
    private static final int MAX_ENDS = 16;

    private final byte[] file;
    private final Budget budget = new Budget();

    StructureReader(byte[] file) {
        this.file = file;
    }

    PdfStructure read(boolean whole) throws MalformedPdfException {
        if (!new SyntaxReader(file, 0, file.length, budget).startsWith("%PDF-")) {
            throw new MalformedPdfException(MalformedPdfException.Reason.NOT_A_PDF, "%PDF-");
        }
        List<MalformedPdfException> broken = new ArrayList<>();
        DocumentState last = lastState(broken);
        List<Found> found = new ArrayList<>();
        int empty = 0;
        for (SignatureField field : SignatureFields.find(last)) {
            if (field.value().isEmpty()) {
                empty++;
            } else if (found.size() == MAX_SIGNATURES) {
                throw MalformedPdfException.limit("signatures");
            } else {
                found.add(found(last, field));
            }
        }
        if (found.isEmpty() && !broken.isEmpty()) {
            throw broken.getFirst();
        }
        if (whole) {
            last.requireAll();
        }
        return new PdfStructure(inspected(last, found), empty, store(last));
    }

    /**
     * The state at the end of the file or, where something that is no revision stands there, at the last end-of-file marker that
     * ends one. What is behind it belongs to no signature.
     */
    private DocumentState lastState(List<MalformedPdfException> broken) throws MalformedPdfException {
        int end = file.length;
        while (end > 0 && broken.size() < MAX_ENDS) {
            try {
                return DocumentState.read(file, end, budget);
            } catch (MalformedPdfException unreadable) {
                if (unreadable.reason() != MalformedPdfException.Reason.STRUCTURE) {
                    throw unreadable;
                }
                broken.add(unreadable);
            }
            end = endBefore(end);
        }
        throw broken.isEmpty() ? MalformedPdfException.structure("%%EOF", 0) : broken.getFirst();
    }

    /** Behind the last marker which ends before {@code end}, white space after it not counted; 0 for none. */
    private int endBefore(int end) {
        for (int at = end - 6; at >= 0; at--) {
            int behind = afterLineEnd(at + 5);
            if (behind < end && new SyntaxReader(file, at, end, budget).startsWith("%%EOF")) {
                return behind;
            }
        }
        return 0;
    }

    private int afterLineEnd(int position) {
        int end = position;
        end += end < file.length && file[end] == '\r' ? 1 : 0;
        end += end < file.length && file[end] == '\n' ? 1 : 0;
        return end;
    }

    /** Validation data that cannot be read prove nothing, and are as if they were not there. */
    private static SecurityStore store(DocumentState last) throws MalformedPdfException {
        try {
            return SecurityStore.of(last);
        } catch (MalformedPdfException broken) {
            if (broken.reason() == MalformedPdfException.Reason.LIMIT) {
                throw broken;
            }
            return SecurityStore.EMPTY;
        }
    }

    /** A signature that was found, before anybody has looked at what covers what. */
    private record Found(
            SignatureField field,
            int number,
            PdfValue.Dictionary dictionary,
            Optional<Problem> problem,
            Optional<SignedRange> range,
            Bytes contents,
            Modification modification) {
        int end() {
            return range.map(SignedRange::end).orElse(Integer.MAX_VALUE);
        }
    }

    private Found found(DocumentState last, SignatureField field) throws MalformedPdfException {
        int number = field.value().orElseThrow() instanceof PdfValue.Reference reference
                ? reference.number()
                : field.number();
        PdfValue.Dictionary dictionary = last.resolve(field.value()) instanceof PdfValue.Dictionary signature
                ? signature
                : PdfValue.Dictionary.EMPTY;
        Optional<SignedRange> range = SignedRange.of(dictionary, file.length);
        Optional<PdfValue.Text> contents =
                dictionary.find("Contents").orElse(new PdfValue.Null()) instanceof PdfValue.Text text
                        ? Optional.of(text)
                        : Optional.empty();
        // Within an object stream positions are not positions in the file.
        boolean inFile = last.entry(number) instanceof CrossReferenceEntry.InFile;
        Optional<Problem> problem = Optional.empty();
        if (range.isEmpty()) {
            problem = Optional.of(Problem.BYTE_RANGE);
        } else if (contents.isEmpty() || !inFile || !isGap(contents.get(), range.get())) {
            problem = Optional.of(Problem.CONTENTS);
        }
        return new Found(
                field,
                number,
                dictionary,
                problem,
                range,
                contents.map(PdfValue.Text::octets).orElse(Bytes.of(new byte[0])),
                Modification.of(last, dictionary));
    }

    /** The gap is the contents value of this very dictionary, in pairs of hexadecimal digits with nothing between them. */
    private boolean isGap(PdfValue.Text contents, SignedRange range) {
        boolean same = contents.start() == range.gapStart()
                && contents.end() == range.gapEnd()
                && file[contents.start()] == '<'
                && contents.octets().length() > 0
                && contents.end() - contents.start() == contents.octets().length() * 2 + 2;
        for (int i = range.gapStart() + 1; same && i < range.gapEnd() - 1; i++) {
            same = Character.digit((char) file[i], 16) >= 0 && file[i] > 0;
        }
        return same;
    }

    private List<SignatureInspection> inspected(DocumentState last, List<Found> found) throws MalformedPdfException {
        List<Found> ordered =
                found.stream().sorted(Comparator.comparingInt(Found::end)).toList();
        Set<Integer> signatures = ordered.stream().map(Found::number).collect(Collectors.toUnmodifiableSet());
        Optional<History> history = ordered.stream()
                .filter(signature -> signature.problem().isEmpty())
                .findFirst()
                .map(first -> History.of(file, first.end(), last, signatures, budget));
        List<SignatureInspection> inspected = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        int coveredBefore = 0;
        for (Found signature : ordered) {
            Optional<Problem> problem = signature.problem();
            OptionalInt revision = OptionalInt.empty();
            if (problem.isEmpty()) {
                revision = history.orElseThrow().revisionEndingAt(signature.end());
                boolean own = numbers.add(signature.number())
                        && signature.range().orElseThrow().gapStart() >= coveredBefore;
                if (revision.isEmpty()
                        || !own
                        || !history.orElseThrow().hasSignature(revision.getAsInt(), signature.number())) {
                    problem = Optional.of(Problem.REVISION);
                }
                coveredBefore = signature.end();
            }
            List<Change> later =
                    problem.isEmpty() ? history.orElseThrow().changesAfter(revision.orElseThrow()) : List.of();
            inspected.add(new SignatureInspection(
                    signature.field().name(),
                    signature.number() + " 0 R",
                    signature.dictionary(),
                    problem,
                    signature.contents(),
                    signature.range(),
                    problem.isEmpty() && signature.end() == file.length,
                    signature.modification(),
                    later));
        }
        return inspected;
    }
}

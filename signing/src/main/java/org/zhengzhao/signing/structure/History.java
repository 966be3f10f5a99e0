package org.zhengzhao.signing.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** The document as its first signature has it, and every update after that. */
final class History {
    private final byte[] file;
    private final List<Revision> revisions = new ArrayList<>();
    /** What each update does to the revision before it; one fewer than those, or as many where the last cannot be read. */
    private final List<List<Change>> changes = new ArrayList<>();

    /**
     * What is asked of a revision later. Its objects are not: a thousand revisions would keep them a thousand times.
     *
     * @param signatures the numbers of those signatures that are in it as they are in the last
     */
    private record Revision(int end, Set<Integer> signatures) {
        static Revision of(DocumentState state, Set<Integer> signatures, DocumentState last) {
            return new Revision(
                    state.end(),
                    signatures.stream()
                            .filter(number -> state.entry(number) instanceof CrossReferenceEntry.InFile inFile
                                    && inFile.offset() < state.end()
                                    && inFile.equals(last.entry(number)))
                            .collect(Collectors.toUnmodifiableSet()));
        }
    }

    private History(byte[] file) {
        this.file = file;
    }

    /**
     * @param last the state at the end of the file, not to be read twice
     * @param signatures the numbers of the objects that are looked for in each revision
     */
    static History of(byte[] file, int firstEnd, DocumentState last, Set<Integer> signatures, Budget budget) {
        History history = new History(file);
        int at = firstEnd;
        try {
            DocumentState state = last.end() == firstEnd ? last : DocumentState.read(file, firstEnd, budget);
            history.revisions.add(Revision.of(state, signatures, last));
            if (!history.onlyWhiteBehind(firstEnd)) {
                References references = References.of(state);
                while (at < file.length) {
                    Update update = new UpdateReader(file, budget).read(state);
                    List<Change> found = UpdateReview.of(update, references);
                    budget.spendChanges(found.size());
                    history.changes.add(found);
                    references.apply(update);
                    state = update.after();
                    history.revisions.add(Revision.of(state, signatures, last));
                    at = state.end();
                }
            } else if (firstEnd < file.length) {
                throw MalformedPdfException.structure("octets", firstEnd);
            }
        } catch (MalformedPdfException broken) {
            String octets = "octets " + at + " to " + file.length;
            history.changes.add(List.of(new Change(Change.Kind.OCTETS, octets, broken.where())));
        }
        return history;
    }

    private boolean onlyWhiteBehind(int position) {
        for (int i = position; i < file.length; i++) {
            if (!SyntaxReader.isWhite(file[i])) {
                return false;
            }
        }
        return true;
    }

    /** The revision that ends there, line ends after it counted or not. */
    OptionalInt revisionEndingAt(int end) {
        for (int i = 0; i < revisions.size(); i++) {
            int from = Math.min(end, revisions.get(i).end());
            int to = Math.max(end, revisions.get(i).end());
            boolean same = to - from <= 2;
            for (int at = from; same && at < to; at++) {
                same &= SyntaxReader.isWhite(file[at]);
            }
            if (same) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether that signature was, in that revision, what it is in the last. */
    boolean hasSignature(int revision, int number) {
        return revisions.get(revision).signatures().contains(number);
    }

    List<Change> changesAfter(int revision) {
        return changes.subList(revision, changes.size()).stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}

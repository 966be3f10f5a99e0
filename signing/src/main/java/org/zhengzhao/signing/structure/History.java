package org.zhengzhao.signing.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The document as its first signature has it, and every update after that. */
final class History {
    private final byte[] file;
    private final List<DocumentState> states = new ArrayList<>();
    /** What each update does to the state before it; one fewer than states, or as many where the last cannot be read. */
    private final List<List<Change>> changes = new ArrayList<>();

    private History(byte[] file) {
        this.file = file;
    }

    /**
     * @param last the state at the end of the file, not to be read twice
     */
    static History of(byte[] file, int firstEnd, DocumentState last, Budget budget) {
        History history = new History(file);
        int at = firstEnd;
        try {
            DocumentState state = last.end() == firstEnd ? last : DocumentState.read(file, firstEnd, budget);
            history.states.add(state);
            if (!history.onlyWhiteBehind(firstEnd)) {
                References references = References.of(state);
                while (at < file.length) {
                    Update update = new UpdateReader(file, budget).read(state);
                    history.changes.add(UpdateReview.of(update, references));
                    references.apply(update);
                    state = update.after();
                    history.states.add(state);
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
        for (int i = 0; i < states.size(); i++) {
            int from = Math.min(end, states.get(i).end());
            int to = Math.max(end, states.get(i).end());
            boolean same = to - from <= 2;
            for (int at = from; at < to; at++) {
                same &= SyntaxReader.isWhite(file[at]);
            }
            if (same) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether the object of that number was, in that revision, what it is in the last state. */
    boolean hasObject(int revision, int number, DocumentState last) {
        DocumentState state = states.get(revision);
        return state.entry(number) instanceof CrossReferenceEntry.InFile inFile
                && inFile.offset() < state.end()
                && inFile.equals(last.entry(number));
    }

    List<Change> changesAfter(int revision) {
        return changes.subList(revision, changes.size()).stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}

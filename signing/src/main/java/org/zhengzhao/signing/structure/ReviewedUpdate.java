package org.zhengzhao.signing.structure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is known so far of an update: which of its objects have found a reason, and what they do. */
final class ReviewedUpdate {
    private final Update update;
    private final References references;
    private final Set<Integer> explained = new HashSet<>();
    private final Set<Change> changes = new LinkedHashSet<>();

    ReviewedUpdate(Update update, References references) {
        this.update = update;
        this.references = references;
    }

    DocumentState before() {
        return update.before();
    }

    DocumentState after() {
        return update.after();
    }

    References references() {
        return references;
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    boolean isChanged(int number) {
        return update.changed().contains(number);
    }

    /** The changed objects that nothing has explained. */
    List<Integer> unexplained() {
        return update.changed().stream()
                .filter(number -> !explained.contains(number))
                .sorted()
                .toList();
    }

    void note(Change.Kind kind, String subject, String what) {
        changes.add(new Change(kind, subject, what));
    }

    void refuse(int number, String what) {
        note(Change.Kind.OTHER, number + " 0 R", what);
    }

    void explain(int number) {
        explained.add(number);
    }

    /** Whether an object is new: not there before, and nothing was waiting for it. */
    boolean isNew(int number) {
        return isChanged(number) && !before().has(number) && !references.refersTo(number);
    }

    /**
     * Explains the object behind a value which takes the place of another: the same one written anew, or a new one. An array
     * that stands in two places would change in both.
     */
    void explainRole(Optional<PdfValue> old, Optional<PdfValue> now, String role) throws MalformedPdfException {
        if (now.isEmpty() || !(now.get() instanceof PdfValue.Reference reference) || !isChanged(reference.number())) {
            return;
        }
        int number = reference.number();
        Optional<IndirectObject> object = before().find(number);
        if (object.isPresent()) {
            boolean same = old.filter(reference::equals).isPresent();
            boolean shared = object.get().value() instanceof PdfValue.Items
                    && references.onlyHolder(number).isEmpty();
            if (!same || shared || object.get().isStream()) {
                refuse(number, role);
            }
        } else if (!isNew(number)) {
            refuse(number, role);
        }
        explain(number);
    }

    /** Explains the new objects that a value leads to by way of new objects only. */
    void explainTree(PdfValue root) throws MalformedPdfException {
        Deque<PdfValue> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case PdfValue.Reference reference -> {
                    int number = reference.number();
                    if (isNew(number) && explained.add(number)) {
                        after().find(number).map(IndirectObject::value).ifPresent(open::push);
                    }
                }
                case PdfValue.Items items -> items.values().forEach(open::push);
                case PdfValue.Dictionary dictionary ->
                    dictionary.values().values().forEach(open::push);
                case PdfValue.Null none -> {}
                case PdfValue.Flag flag -> {}
                case PdfValue.Whole whole -> {}
                case PdfValue.Real real -> {}
                case PdfValue.Name name -> {}
                case PdfValue.Text text -> {}
            }
        }
    }

    /** The keys whose values, as they stand, differ between two dictionaries. */
    static Set<String> differing(PdfValue.Dictionary old, PdfValue.Dictionary now) {
        Set<String> keys = new HashSet<>(old.values().keySet());
        keys.addAll(now.values().keySet());
        keys.removeIf(key -> old.find(key).equals(now.find(key)));
        return keys;
    }

    /** What was added to a list, where nothing else was done to it; empty where something was. */
    static Optional<List<PdfValue>> added(PdfValue.Items old, PdfValue.Items now) {
        List<PdfValue> added = new ArrayList<>();
        int kept = 0;
        for (PdfValue value : now.values()) {
            if (kept < old.values().size() && old.values().get(kept).equals(value)) {
                kept++;
            } else {
                added.add(value);
            }
        }
        return kept == old.values().size() ? Optional.of(added) : Optional.empty();
    }
}

package org.zhengzhao.signing.structure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which object refers to which: all objects of a document, whether in use or not. An object that is referred to from two places
 * has two meanings, and one that is referred to before it exists has a meaning that nobody has seen yet.
 */
final class References {
    /** By object referred to, how often each object does it. */
    private final Map<Integer, Map<Integer, Integer>> holders = new HashMap<>();

    private final Map<Integer, Set<Integer>> targets = new HashMap<>();

    static References of(DocumentState state) throws MalformedPdfException {
        References references = new References();
        for (int number : state.entries().keySet()) {
            references.add(number, state);
        }
        return references;
    }

    /** Takes note of what an update has written. */
    void apply(Update update) throws MalformedPdfException {
        for (int number : update.changed()) {
            remove(number);
            add(number, update.after());
        }
    }

    boolean refersTo(int number) {
        return holders.containsKey(number);
    }

    /** The only object that refers to that one, once; empty where there are more or none. */
    Optional<Integer> onlyHolder(int number) {
        Map<Integer, Integer> found = holders.getOrDefault(number, Map.of());
        return found.size() == 1 && found.values().iterator().next() == 1
                ? Optional.of(found.keySet().iterator().next())
                : Optional.empty();
    }

    private void add(int holder, DocumentState state) throws MalformedPdfException {
        Optional<IndirectObject> object = state.find(holder);
        if (object.isEmpty()) {
            return;
        }
        Deque<PdfValue> open = new ArrayDeque<>();
        open.push(object.get().value());
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case PdfValue.Reference reference -> {
                    holders.computeIfAbsent(reference.number(), number -> new HashMap<>())
                            .merge(holder, 1, Integer::sum);
                    targets.computeIfAbsent(holder, number -> new HashSet<>()).add(reference.number());
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

    private void remove(int holder) {
        for (int target : targets.getOrDefault(holder, Set.of())) {
            Map<Integer, Integer> found = holders.getOrDefault(target, new HashMap<>());
            found.remove(holder);
            if (found.isEmpty()) {
                holders.remove(target);
            }
        }
        targets.remove(holder);
    }
}

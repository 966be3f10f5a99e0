package org.zhengzhao.signing.x509;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The valid policies down a path: the tree of RFC 5280 §6.1.2 a as the graph of RFC 9618, with one node for each policy on a
 * level, so that it cannot grow with the power of the path's length.
 */
final class PolicyGraph {
    static final String ANY = "2.5.29.32.0";

    /** Outermost first; level 0 is the anchor's. */
    private final List<Map<String, Node>> levels = new ArrayList<>();

    private static final class Node {
        private final Set<String> expected;
        private final Set<String> parents;

        private Node(Set<String> expected, Set<String> parents) {
            this.expected = new LinkedHashSet<>(expected);
            this.parents = new HashSet<>(parents);
        }
    }

    PolicyGraph() {
        Map<String, Node> root = new LinkedHashMap<>();
        root.put(ANY, new Node(Set.of(ANY), Set.of()));
        levels.add(root);
    }

    /** Whether no policy is valid any more, so that the tree is NULL. */
    boolean isNull() {
        return levels.isEmpty();
    }

    /** A certificate without the extension (§6.1.3 e). */
    void clear() {
        levels.clear();
    }

    /**
     * The policies of the next certificate (§6.1.3 d).
     *
     * @param anyAllowed whether anyPolicy counts in it
     */
    void descend(Set<String> policies, boolean anyAllowed) {
        if (isNull()) {
            return;
        }
        Map<String, Node> above = levels.getLast();
        Map<String, Node> next = new LinkedHashMap<>();
        for (String policy : policies) {
            if (!policy.equals(ANY)) {
                Set<String> parents = expecting(above, policy);
                if (parents.isEmpty() && above.containsKey(ANY)) {
                    parents = Set.of(ANY);
                }
                if (!parents.isEmpty()) {
                    next.put(policy, new Node(Set.of(policy), parents));
                }
            }
        }
        if (policies.contains(ANY) && anyAllowed) {
            Set<String> expected = new LinkedHashSet<>();
            above.values().forEach(node -> expected.addAll(node.expected));
            for (String policy : expected) {
                if (!next.containsKey(policy)) {
                    next.put(policy, new Node(Set.of(policy), expecting(above, policy)));
                }
            }
        }
        levels.add(next);
        prune();
    }

    private static Set<String> expecting(Map<String, Node> level, String policy) {
        Set<String> found = new HashSet<>();
        level.forEach((name, node) -> {
            if (node.expected.contains(policy)) {
                found.add(name);
            }
        });
        return found;
    }

    /** Policy mappings where they are allowed (§6.1.4 b 1). */
    void map(Map<String, Set<String>> mappings) {
        if (isNull()) {
            return;
        }
        Map<String, Node> last = levels.getLast();
        Map<String, Node> mapped = new LinkedHashMap<>();
        mappings.forEach((policy, equivalents) -> {
            Node node = last.get(policy);
            if (node != null) {
                node.expected.clear();
                node.expected.addAll(equivalents);
            } else if (last.containsKey(ANY)) {
                mapped.put(policy, new Node(equivalents, Set.of(ANY)));
            }
        });
        last.putAll(mapped);
    }

    /** Policy mappings where they are inhibited (§6.1.4 b 2). */
    void unmap(Set<String> policies) {
        if (!isNull()) {
            levels.getLast().keySet().removeAll(policies);
            prune();
        }
    }

    /** Removes what has no child. */
    private void prune() {
        for (int i = levels.size() - 1; i > 0; i--) {
            Set<String> used = new HashSet<>();
            levels.get(i).values().forEach(node -> used.addAll(node.parents));
            levels.get(i - 1).keySet().retainAll(used);
        }
        if (levels.getFirst().isEmpty()) {
            levels.clear();
        }
    }

    /**
     * The policies for which the whole path is valid, in the words of the anchor's domain, among those that the relying party
     * accepts (§6.1.5 g).
     *
     * @param accepted what the relying party takes; with anyPolicy in it, everything
     */
    Set<String> acceptable(Set<String> accepted) {
        if (isNull()) {
            return Set.of();
        }
        Set<String> domain = new LinkedHashSet<>();
        for (int i = 1; i < levels.size(); i++) {
            boolean last = i == levels.size() - 1;
            levels.get(i).forEach((policy, node) -> {
                boolean ofTheDomain = node.parents.contains(ANY) && (last || !policy.equals(ANY));
                if (ofTheDomain) {
                    domain.add(policy);
                }
            });
        }
        if (accepted.contains(ANY)) {
            return domain;
        }
        Set<String> common = new LinkedHashSet<>(domain.contains(ANY) ? accepted : domain);
        common.retainAll(accepted);
        return common;
    }
}

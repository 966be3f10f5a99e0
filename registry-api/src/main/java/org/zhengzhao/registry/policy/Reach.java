package org.zhengzhao.registry.policy;

import java.util.Optional;
import org.zhengzhao.schema.code.Uscc;

/** What of a list somebody sees. */
public sealed interface Reach {
    /** All of it. */
    record Everything() implements Reach {}

    /** What belongs to that organisation. */
    record Organisation(Uscc code) implements Reach {}

    /** What belongs to that organisation or to one below it. */
    record Tree(Uscc root) implements Reach {}

    /** The one organisation to look at, where somebody asks for one; empty: all. One's own, where no more is seen. */
    default Optional<Uscc> chosen(Optional<Uscc> asked) {
        return switch (this) {
            case Everything everything -> asked;
            case Organisation own -> Optional.of(own.code());
            case Tree tree -> Optional.of(tree.root());
        };
    }
}

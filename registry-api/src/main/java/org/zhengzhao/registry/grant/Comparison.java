package org.zhengzhao.registry.grant;

import java.util.Set;

/** What a read compares with a license, as far as its grant has to cover it. */
public interface Comparison {
    /** The parts that are compared, as JSON Pointers into the license as the API shows it. */
    Set<String> parts();

    /** Whether the part that a predicate is about is compared with the value of that predicate. */
    boolean asks(Predicate predicate);
}

package org.zhengzhao.registry.grant;

/** What a read needs of a grant. */
public enum ReadNeed {
    /** Some part of a license; only what is granted is shown. */
    PARTS,
    /** The whole license, because a face shows all of it. */
    WHOLE,
    /** An answer to a predicate, or to a check that shows nothing itself. */
    PREDICATE
}

package org.zhengzhao.signing.tlog;

/** What became of a Merkle proof. The names are codes of {@code zhengzhao check}: add, never rename. */
public enum ProofFinding {
    PROVEN("the proof holds"),
    /** The entry is none of the tree, or of the subtree. */
    INDEX("the index is beyond the size"),
    /** A tree that shrinks, an empty one to begin with, or a subtree that cannot be. */
    SIZE("sizes of which nothing can be proven"),
    /** A hash that has not 32 octets. */
    HASH_LENGTH("a hash of another length"),
    /** More or fewer hashes than the proof has. */
    PATH_LENGTH("hashes are missing, or left over"),
    /** The hashes lead to another root. */
    ROOT_MISMATCH("the hashes lead to another root");

    private final String detail;

    ProofFinding(String detail) {
        this.detail = detail;
    }

    /** For people, in a few words. */
    public String detail() {
        return detail;
    }
}

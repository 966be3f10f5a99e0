package org.zhengzhao.registry.vault;

/**
 * Values of a feature that must be comparable in the database, and so are stored as keyed hashes in the place of being encrypted. Every
 * method needs a transaction.
 */
public interface HashedValues {
    /** Which ones: table and column. */
    String label();

    /** How many are still in clear. */
    long countClear();

    /**
     * Hashes some of them; rows that somebody else is at are passed over.
     *
     * @return how many there were
     */
    int hashSome(int most);
}

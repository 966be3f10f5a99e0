package org.zhengzhao.signing.tlog;

import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * Hashes that prove something about a tree (RFC 9162 §2.1.3, §2.1.4). Every hash must be used. Sizes and indices go from 0 to
 * 2^64 − 1, each long is to be taken as unsigned.
 */
public record MerkleProof(List<Bytes> hashes) {
    /** No tree is higher: more hashes prove nothing. */
    public static final int MAX_HASHES = 65;

    public MerkleProof {
        hashes = List.copyOf(hashes);
    }

    /** Whether a leaf stands at that place of the tree (RFC 9162 §2.1.3.2). */
    public ProofFinding includes(long index, long size, Bytes leafHash, Bytes root) {
        if (Long.compareUnsigned(index, size) >= 0) {
            return ProofFinding.INDEX;
        }
        if (leafHash.length() != MerkleHash.OCTETS || hasOtherLength()) {
            return ProofFinding.HASH_LENGTH;
        }
        long first = index;
        long last = size - 1;
        Bytes hash = leafHash;
        for (Bytes next : hashes) {
            if (last == 0) {
                return ProofFinding.PATH_LENGTH;
            }
            if (odd(first) || first == last) {
                hash = MerkleHash.node(next, hash);
                int levels = Math.min(Long.numberOfTrailingZeros(first), Long.SIZE - 1);
                first >>>= levels;
                last >>>= levels;
            } else {
                hash = MerkleHash.node(hash, next);
            }
            first >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            return ProofFinding.PATH_LENGTH;
        }
        return hash.equals(root) ? ProofFinding.PROVEN : ProofFinding.ROOT_MISMATCH;
    }

    /** Whether a later tree has an earlier one at its beginning (RFC 9162 §2.1.4.2). Of an empty one nothing can be proven. */
    public ProofFinding extendsTree(long earlierSize, Bytes earlierRoot, long size, Bytes root) {
        if (earlierSize == 0 || Long.compareUnsigned(earlierSize, size) > 0) {
            return ProofFinding.SIZE;
        }
        return containsSubtree(new Subtree(0, earlierSize), earlierRoot, size, root);
    }

    /** Whether a leaf stands at that place of a subtree; the index counts from the beginning of the log. */
    public ProofFinding includesInSubtree(Subtree subtree, long index, Bytes leafHash, Bytes root) {
        if (!subtree.isValid()) {
            return ProofFinding.SIZE;
        }
        if (Long.compareUnsigned(index, subtree.start()) < 0) {
            return ProofFinding.INDEX;
        }
        return includes(index - subtree.start(), subtree.size(), leafHash, root);
    }

    /** Whether a tree has a subtree (draft-ietf-plants-merkle-tree-certs, "Verifying a Subtree Consistency Proof"). */
    public ProofFinding containsSubtree(Subtree subtree, Bytes subtreeRoot, long size, Bytes root) {
        if (!subtree.isValid() || Long.compareUnsigned(subtree.end(), size) > 0) {
            return ProofFinding.SIZE;
        }
        if (hasOtherLength()) {
            return ProofFinding.HASH_LENGTH;
        }
        if (subtree.size() == 0) {
            return ofNothing(subtreeRoot, size, root);
        }
        long first = subtree.start();
        long last = subtree.end() - 1;
        long treeLast = size - 1;
        // Up to the largest complete tree that ends where the subtree does; of a subtree that ends with the tree, to
        // its root.
        while (first != last && (last == treeLast || odd(last))) {
            first >>>= 1;
            last >>>= 1;
            treeLast >>>= 1;
        }
        int next = 0;
        if (first != last && hashes.isEmpty()) {
            return ProofFinding.PATH_LENGTH;
        }
        Bytes seed = first == last ? subtreeRoot : hashes.get(next++);
        Bytes subtreeHash = seed;
        Bytes treeHash = seed;
        for (; next < hashes.size(); next++) {
            if (treeLast == 0) {
                return ProofFinding.PATH_LENGTH;
            }
            if (odd(last) || last == treeLast) {
                if (Long.compareUnsigned(first, last) < 0) {
                    subtreeHash = MerkleHash.node(hashes.get(next), subtreeHash);
                }
                treeHash = MerkleHash.node(hashes.get(next), treeHash);
                int levels = Math.min(Long.numberOfTrailingZeros(last), Long.SIZE - 1);
                first >>>= levels;
                last >>>= levels;
                treeLast >>>= levels;
            } else {
                treeHash = MerkleHash.node(treeHash, hashes.get(next));
            }
            first >>>= 1;
            last >>>= 1;
            treeLast >>>= 1;
        }
        if (treeLast != 0) {
            return ProofFinding.PATH_LENGTH;
        }
        return subtreeHash.equals(subtreeRoot) && treeHash.equals(root)
                ? ProofFinding.PROVEN
                : ProofFinding.ROOT_MISMATCH;
    }

    /** A subtree without leaves is in every tree; its root is known. */
    private ProofFinding ofNothing(Bytes subtreeRoot, long size, Bytes root) {
        if (!hashes.isEmpty()) {
            return ProofFinding.PATH_LENGTH;
        }
        Bytes empty = MerkleHash.empty();
        return subtreeRoot.equals(empty) && (size != 0 || root.equals(empty))
                ? ProofFinding.PROVEN
                : ProofFinding.ROOT_MISMATCH;
    }

    private boolean hasOtherLength() {
        return hashes.size() > MAX_HASHES || hashes.stream().anyMatch(hash -> hash.length() != MerkleHash.OCTETS);
    }

    private static boolean odd(long number) {
        return (number & 1) == 1;
    }
}

package org.zhengzhao.signing.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;

/** Proofs made by the definitions of RFC 9162 and of the draft, which are recursive, against the verifier, which is not. */
class MerkleProofTest {
    private static final int LARGEST = 33;
    private static final List<Bytes> LEAVES = IntStream.range(0, LARGEST)
            .mapToObj(i -> MerkleHash.leaf(Bytes.utf8("entry " + i)))
            .toList();
    private static final Bytes OTHER = MerkleHash.leaf(Bytes.utf8("another"));
    private static final Bytes ROOT = MerkleHash.leaf(Bytes.utf8("no root of those"));
    private static final long LARGE = -1L;

    @Test
    void leafAndEmpty_areThoseOfTheStandard() {
        // RFC 9162 §2.1.1: the hash of nothing, and of a leaf without octets.
        assertThat(MerkleHash.empty().toHex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(MerkleHash.leaf(Bytes.utf8("")).toHex())
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void includes_everyLeafOfEveryTree_andNoOther() {
        for (int size = 1; size <= LARGEST; size++) {
            List<Bytes> tree = LEAVES.subList(0, size);
            for (int index = 0; index < size; index++) {
                List<Bytes> path = path(index, tree);
                MerkleProof proof = new MerkleProof(path);
                assertThat(proof.includes(index, size, LEAVES.get(index), root(tree)))
                        .isEqualTo(ProofFinding.PROVEN);
                assertThat(proof.includes(index, size, OTHER, root(tree))).isEqualTo(ProofFinding.ROOT_MISMATCH);
                for (int other = 0; other < size; other++) {
                    if (other != index) {
                        assertThat(proof.includes(other, size, LEAVES.get(index), root(tree)))
                                .isNotEqualTo(ProofFinding.PROVEN);
                    }
                }
                for (List<Bytes> wrong : spoilt(path)) {
                    assertThat(new MerkleProof(wrong).includes(index, size, LEAVES.get(index), root(tree)))
                            .isNotEqualTo(ProofFinding.PROVEN);
                }
            }
        }
    }

    @Test
    void extendsTree_everyEarlierTree_andNoOther() {
        for (int size = 1; size <= LARGEST; size++) {
            List<Bytes> tree = LEAVES.subList(0, size);
            for (int earlier = 1; earlier <= size; earlier++) {
                Bytes earlierRoot = root(LEAVES.subList(0, earlier));
                List<Bytes> path = earlier == size ? List.of() : grown(earlier, tree, true);
                assertThat(new MerkleProof(path).extendsTree(earlier, earlierRoot, size, root(tree)))
                        .as(earlier + " of " + size)
                        .isEqualTo(ProofFinding.PROVEN);
                assertThat(new MerkleProof(path).extendsTree(earlier, OTHER, size, root(tree)))
                        .isEqualTo(ProofFinding.ROOT_MISMATCH);
                assertThat(new MerkleProof(path).extendsTree(earlier, earlierRoot, size, OTHER))
                        .isEqualTo(ProofFinding.ROOT_MISMATCH);
                for (List<Bytes> wrong : spoilt(path)) {
                    assertThat(new MerkleProof(wrong).extendsTree(earlier, earlierRoot, size, root(tree)))
                            .isNotEqualTo(ProofFinding.PROVEN);
                }
            }
        }
    }

    @Test
    void containsSubtree_everySubtree_andNoOther() {
        int proven = 0;
        for (int size = 1; size <= LARGEST; size++) {
            for (int start = 0; start < size; start++) {
                for (int end = start + 1; end <= size; end++) {
                    Subtree subtree = new Subtree(start, end);
                    Bytes subtreeRoot = root(LEAVES.subList(start, end));
                    Bytes root = root(LEAVES.subList(0, size));
                    int rounded = Math.max(1, Integer.highestOneBit(Math.max(1, end - start - 1)) * 2);
                    rounded = end - start == 1 ? 1 : rounded;
                    if (start % rounded != 0) {
                        assertThat(new MerkleProof(List.of()).containsSubtree(subtree, subtreeRoot, size, root))
                                .isEqualTo(ProofFinding.SIZE);
                        continue;
                    }
                    List<Bytes> path = within(start, end, LEAVES.subList(0, size), true);
                    assertThat(new MerkleProof(path).containsSubtree(subtree, subtreeRoot, size, root))
                            .as("from %s to %s of %s", start, end, size)
                            .isEqualTo(ProofFinding.PROVEN);
                    proven++;
                    assertThat(new MerkleProof(path).containsSubtree(subtree, OTHER, size, root))
                            .isEqualTo(ProofFinding.ROOT_MISMATCH);
                    for (List<Bytes> wrong : spoilt(path)) {
                        assertThat(new MerkleProof(wrong).containsSubtree(subtree, subtreeRoot, size, root))
                                .isNotEqualTo(ProofFinding.PROVEN);
                    }
                    assertThat(new MerkleProof(path(0, LEAVES.subList(start, end)))
                                    .includesInSubtree(subtree, start, LEAVES.get(start), subtreeRoot))
                            .isEqualTo(ProofFinding.PROVEN);
                }
            }
        }
        assertThat(proven).isGreaterThan(500);
    }

    @Test
    void anyProof_ofTheLargestSizes_isJudgedAndHoldsNot() {
        for (int hashes = 0; hashes <= MerkleProof.MAX_HASHES + 1; hashes++) {
            MerkleProof proof = new MerkleProof(Collections.nCopies(hashes, OTHER));
            assertThat(proof.includes(LARGE, LARGE, OTHER, ROOT)).isEqualTo(ProofFinding.INDEX);
            for (long index : new long[] {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, LARGE - 1}) {
                assertThat(proof.includes(index, LARGE, OTHER, ROOT)).isNotEqualTo(ProofFinding.PROVEN);
                assertThat(proof.extendsTree(index, OTHER, LARGE, ROOT)).isNotEqualTo(ProofFinding.PROVEN);
                assertThat(proof.containsSubtree(new Subtree(index, LARGE), OTHER, LARGE, ROOT))
                        .isNotEqualTo(ProofFinding.PROVEN);
            }
        }
    }

    @Test
    void sizesThatCannotBe_areRefused() {
        MerkleProof none = new MerkleProof(List.of());
        assertThat(none.includes(0, 0, OTHER, OTHER)).isEqualTo(ProofFinding.INDEX);
        assertThat(none.includes(0, 2, OTHER, OTHER)).isEqualTo(ProofFinding.PATH_LENGTH);
        assertThat(none.extendsTree(0, MerkleHash.empty(), 5, OTHER)).isEqualTo(ProofFinding.SIZE);
        assertThat(none.extendsTree(0, MerkleHash.empty(), 0, MerkleHash.empty()))
                .isEqualTo(ProofFinding.SIZE);
        assertThat(none.extendsTree(2, OTHER, 1, OTHER)).isEqualTo(ProofFinding.SIZE);
        assertThat(none.containsSubtree(new Subtree(3, 2), OTHER, 5, OTHER)).isEqualTo(ProofFinding.SIZE);
        assertThat(none.containsSubtree(new Subtree(1, 1), MerkleHash.empty(), 2, OTHER))
                .isEqualTo(ProofFinding.PROVEN);
        assertThat(none.containsSubtree(new Subtree(0, 0), MerkleHash.empty(), 0, OTHER))
                .isEqualTo(ProofFinding.ROOT_MISMATCH);
        assertThat(new MerkleProof(List.of(Bytes.utf8("short"))).includes(0, 2, OTHER, OTHER))
                .isEqualTo(ProofFinding.HASH_LENGTH);
        assertThat(none.includes(0, 1, Bytes.utf8(""), Bytes.utf8(""))).isEqualTo(ProofFinding.HASH_LENGTH);
    }

    /** RFC 9162 §2.1.1. */
    private static Bytes root(List<Bytes> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = split(leaves.size());
        return MerkleHash.node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** The largest power of two that is less. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }

    /** RFC 9162 §2.1.3.1. */
    private static List<Bytes> path(int index, List<Bytes> leaves) {
        if (leaves.size() == 1) {
            return new ArrayList<>();
        }
        int split = split(leaves.size());
        List<Bytes> left = leaves.subList(0, split);
        List<Bytes> right = leaves.subList(split, leaves.size());
        List<Bytes> path = index < split ? path(index, left) : path(index - split, right);
        path.add(index < split ? root(right) : root(left));
        return path;
    }

    /** RFC 9162 §2.1.4.1, SUBPROOF. */
    private static List<Bytes> grown(int earlier, List<Bytes> leaves, boolean whole) {
        return within(0, earlier, leaves, whole);
    }

    /** SUBTREE_SUBPROOF of the draft. */
    private static List<Bytes> within(int start, int end, List<Bytes> leaves, boolean known) {
        List<Bytes> path = new ArrayList<>();
        if (start == 0 && end == leaves.size()) {
            if (!known) {
                path.add(root(leaves));
            }
            return path;
        }
        int split = split(leaves.size());
        List<Bytes> left = leaves.subList(0, split);
        List<Bytes> right = leaves.subList(split, leaves.size());
        if (end <= split) {
            path.addAll(within(start, end, left, known));
            path.add(root(right));
        } else if (start >= split) {
            path.addAll(within(start - split, end - split, right, known));
            path.add(root(left));
        } else {
            path.addAll(within(0, end - split, right, false));
            path.add(root(left));
        }
        return path;
    }

    /** One hash more at each end, one less, one other. */
    private static List<List<Bytes>> spoilt(List<Bytes> path) {
        List<List<Bytes>> spoilt = new ArrayList<>();
        List<Bytes> before = new ArrayList<>(path);
        before.addFirst(OTHER);
        spoilt.add(before);
        List<Bytes> after = new ArrayList<>(path);
        after.add(OTHER);
        spoilt.add(after);
        for (int i = 0; i < path.size(); i++) {
            List<Bytes> less = new ArrayList<>(path);
            less.remove(i);
            spoilt.add(less);
            List<Bytes> other = new ArrayList<>(path);
            other.set(i, OTHER);
            spoilt.add(other);
        }
        return spoilt;
    }
}

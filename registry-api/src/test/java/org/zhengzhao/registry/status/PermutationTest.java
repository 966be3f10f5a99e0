package org.zhengzhao.registry.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;

/** Every slot has a place of its own, and places tell nothing of the order in which they are given away. */
class PermutationTest {
    private final Random random = new Random(20261128);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 17, 1000, 1 << 20, StatusIndexes.LARGEST})
    void of_anySize_givesEachIndexOnce(int size) {
        Permutation permutation = Permutation.of(key(), size);
        BitSet seen = new BitSet(size);
        for (int slot = 0; slot < size; slot++) {
            assertThat(permutation.index(slot)).isBetween(0, size - 1);
            seen.set(permutation.index(slot));
        }
        assertThat(seen.cardinality()).isEqualTo(size);
    }

    @Test
    void of_sameKey_isTheSameEverywhere() {
        Bytes key = key();
        Permutation one = Permutation.of(key, 5000);
        Permutation other = Permutation.of(key, 5000);
        for (int slot = 0; slot < 5000; slot++) {
            assertThat(one.index(slot)).isEqualTo(other.index(slot));
        }
        // What nodes of an earlier version computed: a node that shuffles otherwise would give places away twice.
        Permutation known = Permutation.of(Bytes.hex("000102030405060708090a0b0c0d0e0f"), 16);
        int[] first = new int[16];
        for (int slot = 0; slot < first.length; slot++) {
            first[slot] = known.index(slot);
        }
        assertThat(first).containsExactly(KNOWN);
    }

    private static final int[] KNOWN = {13, 14, 6, 11, 9, 2, 0, 3, 1, 10, 15, 12, 5, 8, 4, 7};

    /** With a fixed pattern some place, or some distance to the next, would come back under other keys. */
    @Test
    void of_otherKeys_haveNoPatternInCommon() {
        int size = 64;
        int keys = 6400;
        int[] places = new int[size];
        int[] distances = new int[size];
        for (int i = 0; i < keys; i++) {
            Permutation permutation = Permutation.of(key(), size);
            places[permutation.index(7)]++;
            distances[Math.floorMod(permutation.index(8) - permutation.index(7), size)]++;
        }
        // 100 of each are expected, with a standard deviation of 10; six of them is one case in a hundred million.
        assertThat(Arrays.stream(places).boxed()).allMatch(count -> count > 40 && count < 160);
        assertThat(distances[0]).isZero();
        distances[0] = 100;
        assertThat(Arrays.stream(distances).boxed()).allMatch(count -> count > 40 && count < 160);
    }

    /** Neighbouring slots are not neighbouring places: runs are as rare as by chance. */
    @Test
    void of_oneKey_doesNotKeepNeighboursTogether() {
        int size = 1 << 20;
        Permutation permutation = Permutation.of(key(), size);
        int near = 0;
        Set<Integer> distances = new HashSet<>();
        for (int slot = 1; slot < 10_000; slot++) {
            int distance = Math.abs(permutation.index(slot) - permutation.index(slot - 1));
            distances.add(distance);
            if (distance < 1000) {
                near++;
            }
        }
        // By chance 19 of 10,000 are nearer than 1,000 of a million.
        assertThat(near).isLessThan(60);
        assertThat(distances).hasSizeGreaterThan(9_800);
    }

    private Bytes key() {
        byte[] key = new byte[Permutation.KEY_OCTETS];
        random.nextBytes(key);
        return Bytes.of(key);
    }
}

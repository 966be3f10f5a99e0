package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.tlog.Checkpoint;
import org.zhengzhao.signing.tlog.LogProof;
import org.zhengzhao.signing.tlog.MalformedLogTextException;
import org.zhengzhao.signing.tlog.MerkleHash;
import org.zhengzhao.signing.tlog.MerkleProof;
import org.zhengzhao.signing.tlog.NoteFinding;
import org.zhengzhao.signing.tlog.NoteKey;
import org.zhengzhao.signing.tlog.NoteVerifier;
import org.zhengzhao.signing.tlog.ProofFinding;
import org.zhengzhao.signing.tlog.SignedNote;
import org.zhengzhao.signing.tlog.Subtree;

/** Texts and proofs of transparency logs: nothing is proven by hashes that somebody made up. */
class TlogFuzzTest {
    private static final SignatureVerifier SIGNATURES = new SignatureVerifier(TestPki.PROVIDER);
    private static final String KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String TEXT = "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n";
    /** The example of golang.org/x/mod/sumdb/note. */
    private static final String NOTE =
            TEXT + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN"
                    + "1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static final Bytes ROOT = MerkleHash.leaf(Bytes.utf8("nobody has leaves under this root"));

    static Stream<byte[]> seeds() {
        return Stream.of(
                        NOTE,
                        KEY,
                        "log.example\n18446744073709551615\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                        "c2sp.org/tlog-proof@v1\nextra ZXh0cmE=\nindex 10\n"
                                + "rzFuy5Go7nrpkhBwKy1HWPMM3eO/YePY54fXRoH5Cm4=\n\n" + NOTE)
                .map(Seeds::octets);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anyOctets_proveNothing(byte[] octets) throws MalformedLogTextException {
        Bytes given = Bytes.of(octets);
        NoteVerifier verifier = new NoteVerifier(List.of(NoteKey.parse(KEY, SIGNATURES.keys())), SIGNATURES);
        try {
            SignedNote note = SignedNote.parse(given);
            if (verifier.judge(note) == NoteFinding.GENUINE) {
                assertThat(note.text()).isEqualTo(TEXT);
            }
        } catch (MalformedLogTextException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
        try {
            assertThat(Checkpoint.parse(given.toUtf8()).origin()).isNotEmpty();
        } catch (MalformedLogTextException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
        try {
            assertThat(LogProof.parse(given).checkpoint()).isNotEmpty();
        } catch (MalformedLogTextException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
        try {
            assertThat(NoteKey.parse(given.toUtf8(), SIGNATURES.keys()).hash().length())
                    .isEqualTo(4);
        } catch (MalformedLogTextException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
        proofs(ByteBuffer.wrap(octets));
    }

    /** Three numbers, then hashes. */
    private static void proofs(ByteBuffer octets) {
        if (octets.remaining() < 3 * Long.BYTES) {
            return;
        }
        long first = octets.getLong();
        long second = octets.getLong();
        long third = octets.getLong();
        List<Bytes> hashes = new ArrayList<>();
        while (octets.remaining() >= MerkleHash.OCTETS) {
            byte[] hash = new byte[MerkleHash.OCTETS];
            octets.get(hash);
            hashes.add(Bytes.of(hash));
        }
        MerkleProof proof = new MerkleProof(hashes);
        Bytes leaf = MerkleHash.leaf(Bytes.utf8("leaf"));
        assertThat(List.of(
                        proof.includes(first, second, leaf, ROOT),
                        proof.extendsTree(first, leaf, second, ROOT),
                        proof.includesInSubtree(new Subtree(first, second), third, leaf, ROOT),
                        proof.containsSubtree(new Subtree(first, second), leaf, third, ROOT)))
                .doesNotContain(ProofFinding.PROVEN);
    }
}

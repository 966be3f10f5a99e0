package org.zhengzhao.signing.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.CheckReport;
import org.zhengzhao.signing.check.TlogCheck;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.tlog.MalformedLogTextException.Reason;

/** Notes, keys, checkpoints and proofs of C2SP, rule by rule. */
class SignedNoteTest {
    private static final SignatureVerifier SIGNATURES = new SignatureVerifier(TestPki.PROVIDER);
    private static final String ORIGIN = "log.example/2026";
    private static final KeyPair EDWARDS = pair("Ed25519", Optional.empty());
    private static final KeyPair CURVE = pair("EC", Optional.of("secp256r1"));
    private static final NoteKey LOG = key("log.example", EDWARDS);
    private static final NoteKey OLD_LOG = key("old.example", CURVE);
    private static final Bytes ENTRY = Bytes.utf8("entry");
    private static final String BODY = ORIGIN + "\n1\n" + LogText.base64(MerkleHash.leaf(ENTRY)) + "\n";

    @Test
    void judge_signaturesOfBothKinds_hold() throws Exception {
        String note = note(BODY, line(LOG, EDWARDS, BODY), line(OLD_LOG, CURVE, BODY));
        assertThat(LOG.suite()).isEqualTo(Suite.EDDSA);
        assertThat(OLD_LOG.suite()).isEqualTo(Suite.ES256);
        assertThat(judge(note, LOG, OLD_LOG)).isEqualTo(NoteFinding.GENUINE);
        assertThat(judge(note, LOG)).isEqualTo(NoteFinding.GENUINE);
        assertThat(judge(note, OLD_LOG)).isEqualTo(NoteFinding.GENUINE);
        assertThat(judge(note)).isEqualTo(NoteFinding.KEY_UNKNOWN);
        assertThat(judge(note, LOG, LOG)).isEqualTo(NoteFinding.KEY_AMBIGUOUS);
        assertThat(judge(note(BODY, line(LOG, EDWARDS, "other\n"), line(OLD_LOG, CURVE, BODY)), LOG, OLD_LOG))
                .isEqualTo(NoteFinding.SIGNATURE_BROKEN);
        // The same key under another name has another hash.
        assertThat(judge(note.replace("log.example ", "log2.example "), key("log2.example", EDWARDS)))
                .isEqualTo(NoteFinding.KEY_UNKNOWN);
    }

    @Test
    void parse_keyOfTheReference_isReadAndAnotherHashIsNot() throws Exception {
        // The example of golang.org/x/mod/sumdb/note.
        String text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        assertThat(NoteKey.parse(text, SIGNATURES.keys()).name()).isEqualTo("PeterNeumann");
        for (String wrong : List.of(
                text.replace("c74f20a3", "c74f20a4"),
                text.replace("PeterNeumann", "Peter Neumann"),
                text.replace("+ARpc", "+ZRpc"),
                text.substring(0, text.length() - 4),
                text + "====",
                "",
                "a+b+c",
                "+c74f20a3+ARpc")) {
            refused(Reason.KEY, () -> NoteKey.parse(wrong, SIGNATURES.keys()));
        }
        refused(Reason.TOO_LARGE, () -> NoteKey.parse("a".repeat(1025), SIGNATURES.keys()));
    }

    @Test
    void parse_notesOfAnotherForm_areRefused() throws Exception {
        String line = line(LOG, EDWARDS, BODY);
        String good = note(BODY, line);
        assertThat(SignedNote.parse(Bytes.utf8(good)).text()).isEqualTo(BODY);
        assertThat(SignedNote.parse(Bytes.utf8("a\n\nb\n\n" + line)).text()).isEqualTo("a\n\nb\n");
        for (String wrong : List.of(
                BODY,
                good.substring(0, good.length() - 1),
                BODY + "\n",
                BODY + line,
                good.replace("\n", "\r\n"),
                "a\u0007" + good)) {
            refused(Reason.NOTE, () -> SignedNote.parse(Bytes.utf8(wrong)));
        }
        for (String wrong : List.of(
                line.replace("\u2014", "-"),
                line.replace("log.example", "log+example"),
                line.replace("log.example", ""),
                "\u2014 log.example\n",
                "\u2014 log.example \n",
                "\u2014 log.example AAAAAA==\n",
                line.replace("\n", "=\n"))) {
            refused(Reason.SIGNATURE_LINE, () -> SignedNote.parse(Bytes.utf8(note(BODY, wrong))));
        }
        refused(
                Reason.NOTE,
                () -> SignedNote.parse(Bytes.hex("ff" + Bytes.utf8(good).toHex())));
    }

    @Test
    void parse_ofTheMostSignaturesAndOctets_isRead() throws Exception {
        String line = line(LOG, EDWARDS, BODY);
        assertThat(SignedNote.parse(Bytes.utf8(note(BODY, line.repeat(100)))).signatures())
                .hasSize(100);
        refused(Reason.TOO_LARGE, () -> SignedNote.parse(Bytes.utf8(note(BODY, line.repeat(101)))));
        int around = note("", line).length() + 2;
        String longest = note("a".repeat(SignedNote.MAX_OCTETS - around - 1) + "\n", line);
        assertThat(Bytes.utf8(longest).length()).isEqualTo(SignedNote.MAX_OCTETS);
        assertThat(SignedNote.parse(Bytes.utf8(longest)).signatures()).hasSize(1);
        refused(Reason.TOO_LARGE, () -> SignedNote.parse(Bytes.utf8("a" + longest)));
    }

    @Test
    void checkpoint_ofTheLargestSize_isRead() throws Exception {
        Checkpoint checkpoint = Checkpoint.parse("log\n18446744073709551615\nAAAA\nextension\n\n");
        assertThat(Long.toUnsignedString(checkpoint.size())).isEqualTo("18446744073709551615");
        assertThat(checkpoint.origin()).isEqualTo("log");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log\n1\n",
                "log\n1\nAAAA",
                "\n1\nAAAA\n",
                "log\n\nAAAA\n",
                "log\n-1\nAAAA\n",
                "log\n+1\nAAAA\n",
                "log\n01\nAAAA\n",
                "log\n1.0\nAAAA\n",
                "log\n18446744073709551616\nAAAA\n",
                "log\n1\n\n",
                "log\n1\nAAA\n",
                "log\n1\nAAB=\n",
                "log\n1\nA-_A\n"
            })
    void checkpoint_ofAnotherForm_isRefused(String text) {
        refused(Reason.CHECKPOINT, () -> Checkpoint.parse(text));
    }

    @Test
    void proof_isReadAndJudged() throws Exception {
        String checkpoint = note(BODY, line(LOG, EDWARDS, BODY));
        String proof = "c2sp.org/tlog-proof@v1\nextra ZXh0cmE=\nindex 0\n\n" + checkpoint;
        assertThat(LogProof.parse(Bytes.utf8(proof)).extra()).contains(Bytes.utf8("extra"));
        assertThat(code(proof, MerkleHash.leaf(ENTRY), Optional.of(ORIGIN))).isEqualTo("OK");
        assertThat(code(proof, MerkleHash.leaf(Bytes.utf8("x")), Optional.empty()))
                .isEqualTo("ROOT_MISMATCH");
        assertThat(code(proof, MerkleHash.leaf(ENTRY), Optional.of("other"))).isEqualTo("ANOTHER_LOG");
        assertThat(code(proof.replace("index 0", "index 1"), MerkleHash.leaf(ENTRY), Optional.empty()))
                .isEqualTo("INDEX");
        assertThat(code(proof.replace("\n1\n", "\n2\n"), MerkleHash.leaf(ENTRY), Optional.empty()))
                .isEqualTo("SIGNATURE_BROKEN");
        assertThat(code(proof.replace(LOG.name() + " ", "l "), MerkleHash.leaf(ENTRY), Optional.empty()))
                .isEqualTo("KEY_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v2\nindex 0\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v1\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v1\nindex 0\n",
                "c2sp.org/tlog-proof@v1\nindex 0\n\n",
                "c2sp.org/tlog-proof@v1\nindex -5\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v1\nindex 00\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v1\nindex\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v1\nextra ?\nindex 0\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\ncheckpoint\n"
            })
    void proof_ofAnotherForm_isRefused(String text) {
        assertThatExceptionOfType(MalformedLogTextException.class)
                .isThrownBy(() -> LogProof.parse(Bytes.utf8(text)))
                .satisfies(refused -> assertThat(refused.reason()).isIn(Reason.PROOF, Reason.HASH));
    }

    @Test
    void proof_ofTheMostHashes_isRead() throws Exception {
        String hash = LogText.base64(MerkleHash.empty());
        assertThat(LogProof.hashes(Collections.nCopies(65, hash)).hashes()).hasSize(65);
        refused(Reason.TOO_LARGE, () -> LogProof.hashes(Collections.nCopies(66, hash)));
        String proof = "c2sp.org/tlog-proof@v1\nindex 0\n" + (hash + "\n").repeat(66) + "\ncheckpoint\n";
        refused(Reason.TOO_LARGE, () -> LogProof.parse(Bytes.utf8(proof)));
    }

    private static String code(String proof, Bytes leafHash, Optional<String> origin) {
        CheckReport report = new TlogCheck(
                        new TlogCheck.Question.Entry(leafHash, origin),
                        new NoteVerifier(List.of(LOG), SIGNATURES),
                        SIGNATURES.keys())
                .check(Bytes.utf8(proof));
        return report.code();
    }

    private static NoteFinding judge(String note, NoteKey... keys) throws MalformedLogTextException {
        return new NoteVerifier(List.of(keys), SIGNATURES).judge(SignedNote.parse(Bytes.utf8(note)));
    }

    private static String note(String body, String... lines) {
        return body + "\n" + String.join("", lines);
    }

    private static String line(NoteKey key, KeyPair pair, String body) {
        try {
            Signature signature = Signature.getInstance(key.suite() == Suite.EDDSA ? "Ed25519" : "SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(Bytes.utf8(body).toArray());
            return "\u2014 " + key.name() + " "
                    + LogText.base64(Bytes.hex(
                            key.hash().toHex() + Bytes.of(signature.sign()).toHex()))
                    + "\n";
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KeyPair pair(String algorithm, Optional<String> curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (curve.isPresent()) {
                generator.initialize(new ECGenParameterSpec(curve.get()));
            }
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static NoteKey key(String name, KeyPair pair) {
        try {
            return NoteKey.of(name, pair.getPublic(), SIGNATURES.keys());
        } catch (MalformedLogTextException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void refused(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
        assertThatExceptionOfType(MalformedLogTextException.class)
                .isThrownBy(read)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}

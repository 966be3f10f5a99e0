package org.zhengzhao.cli.check;

import java.security.Provider;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.TlogCheck;
import org.zhengzhao.signing.check.TlogCheck.Question;
import org.zhengzhao.signing.envelope.KeyReader;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.VerificationKey;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SuiteKeys;
import org.zhengzhao.signing.tlog.MalformedLogTextException;
import org.zhengzhao.signing.tlog.MerkleHash;
import org.zhengzhao.signing.tlog.NoteKey;
import org.zhengzhao.signing.tlog.NoteVerifier;
import org.zhengzhao.signing.tlog.Subtree;

/** {@code zhengzhao check tlog}. */
final class TlogKind implements CheckKind {
    private static final String AS = "as";
    private static final String KEY = "key";
    private static final String NAME = "name";
    private static final String PUBLIC_KEY = "public-key";
    private static final String ORIGIN = "origin";
    private static final String LEAF = "leaf";
    private static final String LEAF_HASH = "leaf-hash";
    private static final String INDEX = "index";
    private static final String SIZE = "size";
    private static final String ROOT = "root";
    private static final String OLD_SIZE = "old-size";
    private static final String OLD_ROOT = "old-root";
    private static final String START = "start";
    private static final String END = "end";
    private static final String SUBTREE_ROOT = "subtree-root";

    @Override
    public String name() {
        return "tlog";
    }

    @Override
    public List<CheckOption> options() {
        return Stream.concat(
                        Stream.of(CheckOption.repeated(KEY), CheckOption.repeated(PUBLIC_KEY)),
                        Stream.of(
                                        AS,
                                        NAME,
                                        ORIGIN,
                                        LEAF,
                                        LEAF_HASH,
                                        INDEX,
                                        SIZE,
                                        ROOT,
                                        OLD_SIZE,
                                        OLD_ROOT,
                                        START,
                                        END,
                                        SUBTREE_ROOT)
                                .map(CheckOption::single))
                .toList();
    }

    @Override
    public int maxOctets() {
        return TlogCheck.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) throws UnusableOptionException {
        SignatureVerifier signatures = new SignatureVerifier(provider);
        NoteVerifier notes = new NoteVerifier(keys(options, provider, signatures.keys()), signatures);
        return new TlogCheck(question(options), notes, signatures.keys())::check;
    }

    private static Question question(CheckOptions options) throws UnusableOptionException {
        String word = options.findText(AS).orElseThrow(() -> UnusableOptionException.missing(AS));
        return switch (word) {
            case "note" -> new Question.Note();
            case "checkpoint" -> new Question.OfLog(options.findText(ORIGIN));
            case "checkpoint-body" -> new Question.CheckpointText();
            case "key" -> new Question.Key();
            case "proof-syntax" -> new Question.ProofText();
            case "proof" -> new Question.Entry(leafHash(options), options.findText(ORIGIN));
            case "inclusion" ->
                new Question.Inclusion(
                        number(options, INDEX), number(options, SIZE), leafHash(options), options.requireOctets(ROOT));
            case "consistency" ->
                new Question.Consistency(
                        number(options, OLD_SIZE),
                        options.requireOctets(OLD_ROOT),
                        number(options, SIZE),
                        options.requireOctets(ROOT));
            case "subtree-inclusion" ->
                new Question.SubtreeInclusion(
                        subtree(options),
                        number(options, INDEX),
                        leafHash(options),
                        options.requireOctets(SUBTREE_ROOT));
            case "subtree-consistency" ->
                new Question.SubtreeConsistency(
                        subtree(options),
                        options.requireOctets(SUBTREE_ROOT),
                        number(options, SIZE),
                        options.requireOctets(ROOT));
            default ->
                throw UnusableOptionException.unusable(
                        AS,
                        "note, checkpoint, checkpoint-body, key, proof, proof-syntax, inclusion, consistency,"
                                + " subtree-inclusion or subtree-consistency");
        };
    }

    private static Subtree subtree(CheckOptions options) throws UnusableOptionException {
        return new Subtree(number(options, START), number(options, END));
    }

    private static Bytes leafHash(CheckOptions options) throws UnusableOptionException {
        Optional<Bytes> entry = options.findOctets(LEAF);
        return entry.isPresent() ? MerkleHash.leaf(entry.get()) : options.requireOctets(LEAF_HASH);
    }

    /** Up to 2^64 − 1, beyond what JSON carries safely: hence also as a text. */
    private static long number(CheckOptions options, String name) throws UnusableOptionException {
        String text = options.findText(name).orElseThrow(() -> UnusableOptionException.missing(name));
        try {
            if (text.matches("[0-9]{1,20}")) {
                return Long.parseUnsignedLong(text);
            }
        } catch (NumberFormatException beyond) {
            throw UnusableOptionException.unusable(name, "no more than 18446744073709551615");
        }
        throw UnusableOptionException.unusable(name, "a whole number from 0 is needed");
    }

    private static List<NoteKey> keys(CheckOptions options, Provider provider, SuiteKeys suites)
            throws UnusableOptionException {
        List<NoteKey> keys = new ArrayList<>();
        for (String text : options.texts(KEY)) {
            try {
                keys.add(NoteKey.parse(text, suites));
            } catch (MalformedLogTextException malformed) {
                throw UnusableOptionException.unusable(KEY, malformed.where());
            }
        }
        for (Bytes file : options.allOctets(PUBLIC_KEY)) {
            String name = options.findText(NAME).orElseThrow(() -> UnusableOptionException.missing(NAME));
            try {
                for (VerificationKey key : new KeyReader(provider).read(file)) {
                    Optional<PublicKey> publicKey = key.publicKey();
                    if (publicKey.isPresent()) {
                        keys.add(NoteKey.of(name, publicKey.get(), suites));
                    }
                }
            } catch (MalformedEnvelopeException malformed) {
                throw UnusableOptionException.unusable(PUBLIC_KEY, malformed.where());
            } catch (MalformedLogTextException malformed) {
                throw UnusableOptionException.unusable(PUBLIC_KEY, malformed.where());
            }
        }
        return keys;
    }
}

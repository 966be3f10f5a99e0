package org.zhengzhao.signing.check;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.key.SuiteKeys;
import org.zhengzhao.signing.tlog.Checkpoint;
import org.zhengzhao.signing.tlog.LogProof;
import org.zhengzhao.signing.tlog.MalformedLogTextException;
import org.zhengzhao.signing.tlog.MerkleProof;
import org.zhengzhao.signing.tlog.NoteFinding;
import org.zhengzhao.signing.tlog.NoteKey;
import org.zhengzhao.signing.tlog.NoteVerifier;
import org.zhengzhao.signing.tlog.ProofFinding;
import org.zhengzhao.signing.tlog.SignedNote;
import org.zhengzhao.signing.tlog.Subtree;

/** Checks one piece of a transparency log: a note, a checkpoint, or a proof (RFC 9162, C2SP). */
public final class TlogCheck {
    public static final int MAX_OCTETS = SignedNote.MAX_OCTETS;

    private final Question question;
    private final NoteVerifier notes;
    private final SuiteKeys keys;

    /** What the input is, and what is asked of it. Numbers are to be taken as unsigned. */
    public sealed interface Question {
        /** A signed note. */
        record Note() implements Question {}

        /**
         * A note that is a checkpoint.
         *
         * @param origin the log that it must be of
         */
        record OfLog(Optional<String> origin) implements Question {
            public OfLog {
                Objects.requireNonNull(origin);
            }
        }

        /** The text of a checkpoint, without signatures. */
        record CheckpointText() implements Question {}

        /** A key as C2SP writes it. */
        record Key() implements Question {}

        /** Whether it has the form of a proof; nothing is proven. */
        record ProofText() implements Question {}

        /** A proof with its checkpoint, for an entry. */
        record Entry(Bytes leafHash, Optional<String> origin) implements Question {
            public Entry {
                Objects.requireNonNull(leafHash);
                Objects.requireNonNull(origin);
            }
        }

        /** Hashes that prove an entry. */
        record Inclusion(long index, long size, Bytes leafHash, Bytes root) implements Question {
            public Inclusion {
                Objects.requireNonNull(leafHash);
                Objects.requireNonNull(root);
            }
        }

        /** Hashes that prove that a log has only grown. */
        record Consistency(long earlierSize, Bytes earlierRoot, long size, Bytes root) implements Question {
            public Consistency {
                Objects.requireNonNull(earlierRoot);
                Objects.requireNonNull(root);
            }
        }

        /** Hashes that prove an entry of a subtree. */
        record SubtreeInclusion(Subtree subtree, long index, Bytes leafHash, Bytes root) implements Question {
            public SubtreeInclusion {
                Objects.requireNonNull(subtree);
                Objects.requireNonNull(leafHash);
                Objects.requireNonNull(root);
            }
        }

        /** Hashes that prove a subtree of a log. */
        record SubtreeConsistency(Subtree subtree, Bytes subtreeRoot, long size, Bytes root) implements Question {
            public SubtreeConsistency {
                Objects.requireNonNull(subtree);
                Objects.requireNonNull(subtreeRoot);
                Objects.requireNonNull(root);
            }
        }
    }

    public TlogCheck(Question question, NoteVerifier notes, SuiteKeys keys) {
        this.question = Objects.requireNonNull(question);
        this.notes = Objects.requireNonNull(notes);
        this.keys = Objects.requireNonNull(keys);
    }

    public CheckReport check(Bytes input) {
        Map<String, JsonValue> facts = new LinkedHashMap<>();
        try {
            return judge(input, facts);
        } catch (MalformedLogTextException malformed) {
            return reject(malformed.reason().name(), malformed.where(), facts);
        }
    }

    private CheckReport judge(Bytes input, Map<String, JsonValue> facts) throws MalformedLogTextException {
        return switch (question) {
            case Question.Note note -> note(SignedNote.parse(input), facts);
            case Question.OfLog log -> {
                SignedNote note = SignedNote.parse(input);
                CheckReport signed = note(note, facts);
                Checkpoint checkpoint = checkpoint(note.text(), facts);
                yield signed.outcome() == CheckReport.Outcome.ACCEPT
                        ? ofLog(checkpoint, log.origin(), facts)
                        : reject(signed.code(), signed.detail(), facts);
            }
            case Question.CheckpointText text -> {
                checkpoint(text(input), facts);
                yield accept(facts);
            }
            case Question.Key key -> {
                NoteKey read = NoteKey.parse(text(input).strip(), keys);
                facts.put("name", CheckLine.text(read.name()));
                facts.put("keyHash", new JsonValue.Text(read.hash().toHex()));
                yield accept(facts);
            }
            case Question.ProofText text -> {
                describe(LogProof.parse(input), facts);
                yield accept(facts);
            }
            case Question.Entry entry -> entry(entry, LogProof.parse(input), facts);
            case Question.Inclusion asked ->
                proven(hashes(input).includes(asked.index(), asked.size(), asked.leafHash(), asked.root()), facts);
            case Question.Consistency asked ->
                proven(
                        hashes(input).extendsTree(asked.earlierSize(), asked.earlierRoot(), asked.size(), asked.root()),
                        facts);
            case Question.SubtreeInclusion asked ->
                proven(
                        hashes(input).includesInSubtree(asked.subtree(), asked.index(), asked.leafHash(), asked.root()),
                        facts);
            case Question.SubtreeConsistency asked ->
                proven(
                        hashes(input).containsSubtree(asked.subtree(), asked.subtreeRoot(), asked.size(), asked.root()),
                        facts);
        };
    }

    private CheckReport note(SignedNote note, Map<String, JsonValue> facts) {
        facts.put("signatures", new JsonValue.Whole(note.signatures().size()));
        NoteFinding finding = notes.judge(note);
        return finding == NoteFinding.GENUINE ? accept(facts) : reject(finding.name(), finding.detail(), facts);
    }

    private static Checkpoint checkpoint(String text, Map<String, JsonValue> facts) throws MalformedLogTextException {
        Checkpoint checkpoint = Checkpoint.parse(text);
        facts.put("origin", CheckLine.text(checkpoint.origin()));
        // As a text: no reader of JSON loses digits of it.
        facts.put("size", new JsonValue.Text(Long.toUnsignedString(checkpoint.size())));
        facts.put("root", new JsonValue.Text(checkpoint.root().toHex()));
        return checkpoint;
    }

    private static CheckReport ofLog(Checkpoint checkpoint, Optional<String> origin, Map<String, JsonValue> facts) {
        return origin.filter(wanted -> !wanted.equals(checkpoint.origin())).isPresent()
                ? reject("ANOTHER_LOG", "the checkpoint is of another log", facts)
                : accept(facts);
    }

    private static void describe(LogProof proof, Map<String, JsonValue> facts) {
        facts.put("index", new JsonValue.Text(Long.toUnsignedString(proof.index())));
        facts.put("hashes", new JsonValue.Whole(proof.proof().hashes().size()));
        proof.extra().ifPresent(extra -> facts.put("extraOctets", new JsonValue.Whole(extra.length())));
    }

    /** The log's signature first: an index in a tree that nobody vouches for says nothing. */
    private CheckReport entry(Question.Entry entry, LogProof proof, Map<String, JsonValue> facts)
            throws MalformedLogTextException {
        describe(proof, facts);
        SignedNote note = SignedNote.parse(Bytes.utf8(proof.checkpoint()));
        CheckReport signed = note(note, facts);
        Checkpoint checkpoint = checkpoint(note.text(), facts);
        if (signed.outcome() != CheckReport.Outcome.ACCEPT) {
            return reject(signed.code(), signed.detail(), facts);
        }
        CheckReport ofLog = ofLog(checkpoint, entry.origin(), facts);
        return ofLog.outcome() == CheckReport.Outcome.ACCEPT
                ? proven(
                        proof.proof().includes(proof.index(), checkpoint.size(), entry.leafHash(), checkpoint.root()),
                        facts)
                : ofLog;
    }

    /** Hashes in Base64 with a line break after each; the last one may be missing. */
    private static MerkleProof hashes(Bytes input) throws MalformedLogTextException {
        return LogProof.hashes(text(input).lines().toList());
    }

    private static String text(Bytes input) {
        return new String(input.toArray(), StandardCharsets.UTF_8);
    }

    private static CheckReport proven(ProofFinding finding, Map<String, JsonValue> facts) {
        return finding == ProofFinding.PROVEN ? accept(facts) : reject(finding.name(), finding.detail(), facts);
    }

    private static CheckReport accept(Map<String, JsonValue> facts) {
        return CheckReport.accept(new JsonValue.Members(facts));
    }

    private static CheckReport reject(String code, String detail, Map<String, JsonValue> facts) {
        return CheckReport.reject(code, detail, new JsonValue.Members(facts));
    }
}

package org.zhengzhao.signing.tlog;

import java.util.List;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.SignatureVerifier;

/** Judges notes against the keys that somebody chose. */
public final class NoteVerifier {
    private final List<NoteKey> keys;
    private final SignatureVerifier signatures;

    public NoteVerifier(List<NoteKey> keys, SignatureVerifier signatures) {
        this.keys = List.copyOf(keys);
        this.signatures = Objects.requireNonNull(signatures);
    }

    /** Signatures by unknown keys count for nothing; those by known keys must all hold. */
    public NoteFinding judge(SignedNote note) {
        NoteFinding finding = NoteFinding.KEY_UNKNOWN;
        for (SignedNote.NoteSignature signature : note.signatures()) {
            List<NoteKey> named = keys.stream()
                    .filter(key ->
                            key.name().equals(signature.name()) && key.hash().equals(signature.keyHash()))
                    .toList();
            if (named.size() > 1) {
                return NoteFinding.KEY_AMBIGUOUS;
            }
            if (named.size() == 1) {
                if (!holds(named.getFirst(), note.text(), signature.signature())) {
                    return NoteFinding.SIGNATURE_BROKEN;
                }
                finding = NoteFinding.GENUINE;
            }
        }
        return finding;
    }

    private boolean holds(NoteKey key, String text, Bytes signature) {
        return signatures.verifies(key.suite(), key.form(), key.key(), Bytes.utf8(text), signature);
    }
}

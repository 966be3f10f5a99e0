package org.zhengzhao.signing.tlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.tlog.MalformedLogTextException.Reason;

/**
 * A proof that an entry is in a log, with the checkpoint of that log (C2SP tlog-proof), read and not yet verified.
 *
 * @param extra data that somebody added and nobody vouches for
 * @param index from 0 to 2^64 − 1, to be taken as unsigned
 * @param checkpoint the signed note, not yet read
 */
public record LogProof(Optional<Bytes> extra, long index, MerkleProof proof, String checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    public LogProof {
        Objects.requireNonNull(extra);
        Objects.requireNonNull(proof);
        Objects.requireNonNull(checkpoint);
    }

    public static LogProof parse(Bytes octets) throws MalformedLogTextException {
        if (octets.length() > SignedNote.MAX_OCTETS) {
            throw new MalformedLogTextException(Reason.TOO_LARGE, "proof");
        }
        String text = SignedNote.utf8(octets);
        int split = text.indexOf("\n\n");
        if (split < 0 || split + 2 == text.length()) {
            throw new MalformedLogTextException(Reason.PROOF, "no checkpoint");
        }
        List<String> lines = new ArrayList<>(text.substring(0, split)
                .lines()
                .limit(MerkleProof.MAX_HASHES + 4L)
                .toList());
        if (lines.isEmpty() || !lines.removeFirst().equals(HEADER)) {
            throw new MalformedLogTextException(Reason.PROOF, "first line");
        }
        Optional<Bytes> extra = Optional.empty();
        if (!lines.isEmpty() && lines.getFirst().startsWith(EXTRA)) {
            extra = LogText.base64(lines.removeFirst().substring(EXTRA.length()));
            if (extra.isEmpty()) {
                throw new MalformedLogTextException(Reason.PROOF, "extra data");
            }
        }
        if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
            throw new MalformedLogTextException(Reason.PROOF, "no index");
        }
        long index = LogText.number(lines.removeFirst().substring(INDEX.length()))
                .orElseThrow(() -> new MalformedLogTextException(Reason.PROOF, "index"));
        return new LogProof(extra, index, hashes(lines), text.substring(split + 2));
    }

    /** Reads hashes in Base64, each on a line. */
    public static MerkleProof hashes(List<String> lines) throws MalformedLogTextException {
        if (lines.size() > MerkleProof.MAX_HASHES) {
            throw new MalformedLogTextException(Reason.TOO_LARGE, "hashes");
        }
        List<Bytes> hashes = new ArrayList<>();
        for (String line : lines) {
            hashes.add(LogText.base64(line)
                    .filter(hash -> hash.length() == MerkleHash.OCTETS)
                    .orElseThrow(() -> new MalformedLogTextException(Reason.HASH, "hash " + hashes.size())));
        }
        return new MerkleProof(hashes);
    }
}

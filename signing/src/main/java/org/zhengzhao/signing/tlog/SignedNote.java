package org.zhengzhao.signing.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.tlog.MalformedLogTextException.Reason;

/**
 * A note (C2SP signed-note), read and not yet verified.
 *
 * @param text what is signed, with its line break at the end
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** The longest note that is looked at. */
    public static final int MAX_OCTETS = 1024 * 1024;

    private static final int MAX_SIGNATURES = 100;
    private static final String DASH = "\u2014 ";

    public SignedNote {
        Objects.requireNonNull(text);
        signatures = List.copyOf(signatures);
    }

    /**
     * A line of a signature.
     *
     * @param keyHash which key of that name
     */
    public record NoteSignature(String name, Bytes keyHash, Bytes signature) {
        public NoteSignature {
            Objects.requireNonNull(name);
            Objects.requireNonNull(keyHash);
            Objects.requireNonNull(signature);
        }
    }

    public static SignedNote parse(Bytes octets) throws MalformedLogTextException {
        if (octets.length() > MAX_OCTETS) {
            throw new MalformedLogTextException(Reason.TOO_LARGE, "note");
        }
        String note = utf8(octets);
        if (note.codePoints().anyMatch(point -> point < ' ' && point != '\n')) {
            throw new MalformedLogTextException(Reason.NOTE, "control character");
        }
        // The last empty line parts text and signatures; the text may have others.
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
            throw new MalformedLogTextException(Reason.NOTE, "no signatures");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (int start = split + 2; start < note.length(); ) {
            if (signatures.size() == MAX_SIGNATURES) {
                throw new MalformedLogTextException(Reason.TOO_LARGE, "signatures");
            }
            int end = note.indexOf('\n', start);
            signatures.add(signature(note.substring(start, end)));
            start = end + 1;
        }
        return new SignedNote(note.substring(0, split + 1), signatures);
    }

    private static NoteSignature signature(String line) throws MalformedLogTextException {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0 || !NoteKey.isName(line.substring(DASH.length(), space))) {
            throw new MalformedLogTextException(Reason.SIGNATURE_LINE, "not a dash, a name and a signature");
        }
        Bytes octets = LogText.base64(line.substring(space + 1))
                .filter(found -> found.length() > NoteKey.HASH_OCTETS)
                .orElseThrow(() -> new MalformedLogTextException(Reason.SIGNATURE_LINE, "Base64"));
        return new NoteSignature(
                line.substring(DASH.length(), space),
                octets.slice(0, NoteKey.HASH_OCTETS),
                octets.slice(NoteKey.HASH_OCTETS, octets.length()));
    }

    static String utf8(Bytes octets) throws MalformedLogTextException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toArray()))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new MalformedLogTextException(Reason.NOTE, "not UTF-8");
        }
    }
}

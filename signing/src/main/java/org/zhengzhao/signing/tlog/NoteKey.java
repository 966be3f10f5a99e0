package org.zhengzhao.signing.tlog;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.key.SuiteKeys;
import org.zhengzhao.signing.tlog.MalformedLogTextException.Reason;

/**
 * A key that signs notes (C2SP signed-note): Ed25519, or ECDSA on P-256 as older logs have it.
 *
 * @param hash four octets by which signatures name the key
 */
public record NoteKey(String name, Bytes hash, PublicKey key, Suite suite) {
    static final int HASH_OCTETS = 4;
    private static final byte ED25519 = 1;
    private static final int MAX_NAME = 256;
    private static final int MAX_TEXT = 1024;
    private static final Pattern TEXT = Pattern.compile("([^+]+)\\+([0-9a-fA-F]{8})\\+(.+)");

    public NoteKey {
        Objects.requireNonNull(name);
        Objects.requireNonNull(hash);
        Objects.requireNonNull(key);
        Objects.requireNonNull(suite);
    }

    /** Reads {@code name+hash+key}. The hash must be that of name and key. */
    public static NoteKey parse(String text, SuiteKeys keys) throws MalformedLogTextException {
        if (text.length() > MAX_TEXT) {
            throw new MalformedLogTextException(Reason.TOO_LARGE, "key");
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || !isName(parts.group(1))) {
            throw new MalformedLogTextException(Reason.KEY, "not name, hash and key");
        }
        Bytes typed = LogText.base64(parts.group(3))
                .filter(octets -> octets.length() > 1)
                .orElseThrow(() -> new MalformedLogTextException(Reason.KEY, "Base64"));
        Bytes hash = hash(parts.group(1), typed);
        if (!hash.equals(Bytes.hex(parts.group(2)))) {
            throw new MalformedLogTextException(Reason.KEY, "the hash is that of another key");
        }
        if (typed.at(0) != ED25519) {
            throw new MalformedLogTextException(Reason.KEY, "a type that is not known");
        }
        return keys.findEdwards(typed.slice(1, typed.length()))
                .map(key -> new NoteKey(parts.group(1), hash, key, Suite.EDDSA))
                .orElseThrow(() -> new MalformedLogTextException(Reason.KEY, "no Ed25519 key"));
    }

    /** A key of Ed25519 or on P-256 under a name; for P-256 the hash is that of the SubjectPublicKeyInfo. */
    public static NoteKey of(String name, PublicKey key, SuiteKeys keys) throws MalformedLogTextException {
        if (!isName(name)) {
            throw new MalformedLogTextException(Reason.KEY, "name");
        }
        Optional<PublicKey> edwards = keys.find(Suite.EDDSA, key);
        if (edwards.isPresent()) {
            // RFC 8410 §4: the last 32 octets of the SubjectPublicKeyInfo are the key.
            byte[] encoded = edwards.get().getEncoded();
            byte[] typed = new byte[1 + MerkleHash.OCTETS];
            typed[0] = ED25519;
            System.arraycopy(encoded, encoded.length - MerkleHash.OCTETS, typed, 1, MerkleHash.OCTETS);
            return new NoteKey(name, hash(name, Bytes.of(typed)), edwards.get(), Suite.EDDSA);
        }
        PublicKey curve = keys.find(Suite.ES256, key)
                .orElseThrow(() -> new MalformedLogTextException(Reason.KEY, "neither Ed25519 nor P-256"));
        return new NoteKey(name, Sha256.of(curve.getEncoded()).slice(0, HASH_OCTETS), curve, Suite.ES256);
    }

    private static Bytes hash(String name, Bytes typed) {
        byte[] start = (name + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + typed.length()];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(typed.toArray(), 0, all, start.length, typed.length());
        return Sha256.of(all).slice(0, HASH_OCTETS);
    }

    /** Neither empty nor with white space or a plus sign. */
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_NAME
                && text.codePoints()
                        .noneMatch(
                                point -> point == '+' || Character.isWhitespace(point) || Character.isSpaceChar(point));
    }

    /** The form of its signatures in notes. */
    SignatureForm form() {
        return suite == Suite.ES256 ? SignatureForm.DER : SignatureForm.RAW;
    }
}

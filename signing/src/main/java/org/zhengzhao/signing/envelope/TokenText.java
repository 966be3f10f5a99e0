package org.zhengzhao.signing.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.Base45;
import org.zhengzhao.signing.cose.MalformedBase45Exception;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException.Reason;
import org.zhengzhao.signing.zlib.MalformedZlibException;
import org.zhengzhao.signing.zlib.Zlib;

/**
 * Takes a token out of what is around it: a prefix, Base45 (RFC 9285), zlib (RFC 1950), as in {@code LX1:…}, {@code HC1:…}
 * and the QR codes of claim 169. Octets that are a message already are left as they are.
 *
 * @param prefix with which a text must begin; may be empty
 * @param compressed whether what is not compressed is refused
 */
public record TokenText(String prefix, boolean compressed) {
    /** The longest text. */
    public static final int MAX_OCTETS = 1024 * 1024;

    /** No token needs more, photographs included. */
    private static final int MAX_EXPANDED = 256 * 1024;

    private static final byte ZLIB = 0x78;

    public TokenText {
        Objects.requireNonNull(prefix);
    }

    public Bytes token(Bytes input) throws MalformedEnvelopeException {
        // CBOR of a signed message begins with a tag or an array, zlib with a small letter; Base45 has neither.
        boolean binary = input.length() > 0 && (input.at(0) < 0 || input.at(0) == ZLIB);
        Bytes octets = binary ? input : ofText(new String(input.toArray(), StandardCharsets.ISO_8859_1));
        if (octets.length() > 0 && octets.at(0) == ZLIB) {
            try {
                return Bytes.of(Zlib.expand(octets, MAX_EXPANDED));
            } catch (MalformedZlibException broken) {
                throw new MalformedEnvelopeException(
                        Reason.COMPRESSION, broken.isTooLarge() ? "expands beyond the limit" : "not one stream");
            }
        }
        if (compressed && !binary) {
            throw new MalformedEnvelopeException(Reason.COMPRESSION, "none");
        }
        return octets;
    }

    private Bytes ofText(String text) throws MalformedEnvelopeException {
        String inner = text.replaceFirst("\r?\n\\z", "");
        if (!inner.startsWith(prefix)) {
            throw new MalformedEnvelopeException(Reason.PREFIX, "another prefix, or none");
        }
        try {
            return Base45.decode(inner.substring(prefix.length()));
        } catch (MalformedBase45Exception malformed) {
            throw new MalformedEnvelopeException(
                    Reason.BASE45, "character " + (prefix.length() + malformed.position()));
        }
    }
}

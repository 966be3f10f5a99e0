package org.zhengzhao.signing.qr;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.Base45;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.MalformedBase45Exception;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.qr.MalformedQrTextException.Reason;

/**
 * The text of a license's QR symbol: {@code LX1:} and the credential in Base45, compressed where that is shorter, or
 * {@code HTTPS://HOST/V#} before it, so that a phone's camera opens the verify page. The fragment never leaves the phone.
 */
public final class QrText {
    public static final String PREFIX = "LX1:";

    /** A QR symbol of version 40 holds 4296 characters; escapes may triple some. */
    private static final int MAX_LENGTH = 8000;

    private static final Pattern HOST = Pattern.compile("[A-Z0-9.-]{1,253}(:[0-9]{1,5})?");
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[a-z0-9.:\\[\\]-]{1,260}/v#", Pattern.CASE_INSENSITIVE);

    private QrText() {}

    public static String of(Credential credential) {
        return PREFIX + Base45.encode(Compression.shorter(credential.coseSign1()));
    }

    /**
     * The text that opens the verify page of a registry.
     *
     * @param host public host name of the registry, with {@code :port} where it needs one
     */
    public static String at(String host, Credential credential) {
        String upper = host.toUpperCase(Locale.ROOT);
        if (!HOST.matcher(upper).matches()) {
            throw new IllegalArgumentException("not a host name");
        }
        // Everything but the '#' stays within a QR symbol's alphanumeric alphabet.
        return "HTTPS://" + upper + "/V#" + of(credential).replace("%", "%25").replace(" ", "%20");
    }

    /** Whether this is a text of ours, well-formed or not. */
    public static boolean isOurs(String text) {
        String inner = text.strip();
        try {
            return withoutAddress(inner).startsWith(PREFIX);
        } catch (MalformedQrTextException brokenEscape) {
            return inner.contains("#" + PREFIX);
        }
    }

    /** Reads both forms, also with white space around them, as scanners and clipboards leave it. */
    public static Credential read(String text) throws MalformedQrTextException {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedQrTextException(Reason.TOO_LONG);
        }
        // A Base45 text never ends in a space (its last digit is at most '0' + 32), so nothing is lost here.
        String inner = withoutAddress(text.strip());
        if (!inner.startsWith(PREFIX)) {
            throw new MalformedQrTextException(Reason.NOT_OURS);
        }
        Bytes octets = base45(inner.substring(PREFIX.length()));
        Bytes content = Compression.isCompressed(octets) ? Compression.expand(octets) : octets;
        if (!CoseSign1.looksLike(content)) {
            throw new MalformedQrTextException(Reason.CONTENT);
        }
        return new Credential(content);
    }

    private static String withoutAddress(String text) throws MalformedQrTextException {
        Matcher address = ADDRESS.matcher(text);
        return address.lookingAt() ? unescaped(text.substring(address.end())) : text;
    }

    /** Undoes escapes of characters that Base45 has; a browser or a messenger may escape more than we did. */
    private static String unescaped(String fragment) throws MalformedQrTextException {
        StringBuilder text = new StringBuilder(fragment.length());
        for (int i = 0; i < fragment.length(); i++) {
            char c = fragment.charAt(i);
            if (c != '%') {
                text.append(c);
                continue;
            }
            int high = i + 2 < fragment.length() ? Character.digit(fragment.charAt(i + 1), 16) : -1;
            int low = i + 2 < fragment.length() ? Character.digit(fragment.charAt(i + 2), 16) : -1;
            char plain = (char) (high * 16 + low);
            if (high < 0 || low < 0 || !Base45.has(plain)) {
                throw new MalformedQrTextException(Reason.BASE45);
            }
            text.append(plain);
            i += 2;
        }
        return text.toString();
    }

    private static Bytes base45(String text) throws MalformedQrTextException {
        try {
            return Base45.decode(text);
        } catch (MalformedBase45Exception malformed) {
            throw new MalformedQrTextException(Reason.BASE45);
        }
    }
}

package org.zhengzhao.signing.x509;

import java.util.regex.Pattern;

/** The form of DNS names in certificates (RFC 5280 §4.2.1.6); underscores are seen in practice and do no harm. */
final class HostName {
    private static final Pattern LABELS = Pattern.compile("[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?"
            + "(?:\\.[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?)*");
    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final int MAX_LENGTH = 253;

    private HostName() {}

    static boolean isHost(String text) {
        return text.length() <= MAX_LENGTH && LABELS.matcher(text).matches();
    }

    /** A host name, or one with a wildcard as its whole first label. */
    static boolean isPattern(String text) {
        return isHost(text.startsWith("*.") ? text.substring(2) : text);
    }

    static boolean isAddress(String text) {
        return NUMBERS.matcher(text).matches();
    }

    /** Whether the name is the base, or ends in it after a period; a base with a leading period means names below only. */
    static boolean isWithin(String name, String base) {
        if (base.isEmpty() || name.equals(base)) {
            return true;
        }
        return name.endsWith(base.startsWith(".") ? base : "." + base);
    }
}

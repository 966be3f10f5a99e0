package org.zhengzhao.schema.code;

/** Case folding for codes: ASCII letters only, so that full-width or dotless letters never turn into something valid. */
final class Letters {
    private Letters() {}

    static String upperCaseAscii(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            folded.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
        }
        return folded.toString();
    }

    /** Whether every character is one of {@code 0-9A-Z}. */
    static boolean digitsAndCapitals(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    /** Whether every character is one of {@code 0-9}. */
    static boolean digits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}

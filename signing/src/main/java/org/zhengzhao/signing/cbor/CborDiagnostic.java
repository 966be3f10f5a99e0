package org.zhengzhao.signing.cbor;

import java.util.Iterator;

/** Items as people read them: diagnostic notation, RFC 8949 §8, cut where it gets too long. */
public final class CborDiagnostic {
    private static final String CUT = "…";

    private final StringBuilder out = new StringBuilder();
    private final int most;

    private CborDiagnostic(int most) {
        this.most = most;
    }

    /**
     * The text.
     *
     * @param most characters, after which it ends in {@code …}
     */
    public static String of(CborItem item, int most) {
        CborDiagnostic diagnostic = new CborDiagnostic(most);
        diagnostic.write(item);
        return diagnostic.out.length() > most
                ? diagnostic.out.substring(0, cut(diagnostic.out, most)) + CUT
                : diagnostic.out.toString();
    }

    /** Never between the halves of a character. */
    private static int cut(StringBuilder text, int most) {
        return most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    private void write(CborItem item) {
        if (out.length() > most) {
            return;
        }
        switch (item) {
            case CborItem.Whole whole -> out.append(whole.value());
            case CborItem.Octets octets ->
                out.append("h'")
                        .append(octets.value()
                                .slice(0, Math.min(octets.value().length(), most))
                                .toHex())
                        .append('\'');
            case CborItem.Text text -> text(text.value());
            case CborItem.Items items -> {
                out.append('[');
                Iterator<CborItem> values = items.values().iterator();
                while (values.hasNext() && out.length() <= most) {
                    write(values.next());
                    out.append(values.hasNext() ? ", " : "");
                }
                out.append(']');
            }
            case CborItem.Pairs pairs -> {
                out.append('{');
                Iterator<CborItem.Pair> values = pairs.values().iterator();
                while (values.hasNext() && out.length() <= most) {
                    CborItem.Pair pair = values.next();
                    write(pair.key());
                    out.append(": ");
                    write(pair.value());
                    out.append(values.hasNext() ? ", " : "");
                }
                out.append('}');
            }
            case CborItem.Tagged tagged -> {
                out.append(tagged.tag()).append('(');
                write(tagged.value());
                out.append(')');
            }
            case CborItem.Simple simple -> out.append(name(simple.number()));
            case CborItem.Floating floating -> out.append(floating.value());
        }
    }

    private static String name(int simple) {
        return switch (simple) {
            case 20 -> "false";
            case 21 -> "true";
            case 22 -> "null";
            case 23 -> "undefined";
            default -> "simple(" + simple + ")";
        };
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length() && out.length() <= most; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }
}

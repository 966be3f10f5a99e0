package org.zhengzhao.registry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Texts that stand nowhere by accident, and in which forms they may show up where they should not. */
record Marks(List<String> marks) {
    private record Form(String mark, String name, byte[] octets) {}

    Marks {
        marks = List.copyOf(marks);
    }

    /** Which mark is in there, and in which form. */
    Optional<String> findIn(byte[] octets) {
        for (Form form : forms()) {
            if (contains(octets, form.octets())) {
                return Optional.of(form.mark() + " in " + form.name());
            }
        }
        return Optional.empty();
    }

    Optional<String> findIn(String text) {
        return findIn(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Form> forms() {
        List<Form> forms = new ArrayList<>();
        for (String mark : marks) {
            byte[] utf8 = mark.getBytes(StandardCharsets.UTF_8);
            forms.add(new Form(mark, "UTF-8", utf8));
            forms.add(new Form(mark, "UTF-16BE", mark.getBytes(StandardCharsets.UTF_16BE)));
            forms.add(new Form(mark, "UTF-16LE", mark.getBytes(StandardCharsets.UTF_16LE)));
            String hex = HexFormat.of().formatHex(utf8);
            forms.add(new Form(mark, "hexadecimal", ascii(hex)));
            forms.add(new Form(mark, "hexadecimal", ascii(hex.toUpperCase(Locale.ROOT))));
            for (int shift = 0; shift < 3; shift++) {
                forms.add(new Form(mark, "Base64", ascii(base64(Base64.getEncoder(), utf8, shift))));
                forms.add(new Form(mark, "Base64", ascii(base64(Base64.getUrlEncoder(), utf8, shift))));
            }
        }
        return forms;
    }

    /** The characters that depend on these octets alone, where so many others stand before them. */
    private static String base64(Base64.Encoder encoder, byte[] octets, int shift) {
        byte[] shifted = new byte[shift + octets.length];
        System.arraycopy(octets, 0, shifted, shift, octets.length);
        return encoder.withoutPadding().encodeToString(shifted).substring((shift * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean contains(byte[] octets, byte[] wanted) {
        int last = octets.length - wanted.length;
        for (int start = 0; start <= last; start++) {
            if (octets[start] == wanted[0] && matches(octets, start, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] octets, int start, byte[] wanted) {
        for (int i = 1; i < wanted.length; i++) {
            if (octets[start + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}

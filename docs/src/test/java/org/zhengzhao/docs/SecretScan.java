package org.zhengzhao.docs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks for what is, or might be, a secret: keys, tokens, passwords, and texts as random as those are. */
final class SecretScan {
    /** What was found. */
    enum Kind {
        PRIVATE_KEY,
        KEY_STORE,
        TOKEN,
        PASSWORD,
        RANDOM_TEXT
    }

    private static final Pattern PEM = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----");
    /** JWT, and the forms in which clouds, forges and registries give out theirs. */
    private static final Pattern TOKEN = Pattern.compile("\\beyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]*"
            + "|\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b|\\bgh[pousr]_\\w{36}|\\bgithub_pat_\\w{22,}|\\bglpat-[\\w-]{20}"
            + "|\\bxox[abprs]-[\\w-]{10,}|\\bAIza[\\w-]{35}|\\bnpm_\\w{36}|\\bsk_live_\\w{10,}");
    /** Given a name, or as part of an address. One without a digit, or without a letter, is a word or a number. */
    private static final Pattern PASSWORD = Pattern.compile(
            "(?i)(?:password|passwd|secret|token|api[_-]?key)[\"']?\\s*[:=]\\s*[\"'](?=[^\"']*\\d)(?=[^\"']*[a-z])[^\"'\\s${}<>]{8,}[\"']"
                    + "|[a-z][a-z+]*://[^/\\s:@\"'<>{}$]+:[^/\\s:@\"'<>{}$]{4,}@");

    private static final Pattern LONG_WORD = Pattern.compile("[\\w+/=-]{32,}");
    private static final Pattern HEXADECIMAL = Pattern.compile("(?=.*[a-fA-F])(?:[0-9a-f]+|[0-9A-F]+)");
    /** The shortest secret in Base64 that counts has 30 octets; most have 32, which are 43 characters. */
    private static final int LEAST_LETTERS = 40;

    private static final Pattern MIXED = Pattern.compile("(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z]).*");
    /** Bits a character: a word of 32 random hexadecimal digits has 3.5, one of Base64 4.6; names of methods stay below 4.4. */
    private static final double RANDOM_HEXADECIMAL = 3.0;

    private static final double RANDOM_LETTERS = 4.4;

    /** PKCS#8 in DER: version 0, then RSA or a key on a curve. PKCS#12: version 3, then data. */
    private static final String RSA = octets("020100300d06092a864886f70d0101010500");

    private static final String CURVE = octets("020100301306072a8648ce3d0201");
    private static final String PKCS12 = octets("020103308");
    /** The older forms, at the beginning of a file: a key on a curve of 256 or 384 bits (RFC 5915), and RSA (RFC 8017). */
    private static final List<String> OLDER = List.of(octets("0201010420"), octets("0201010430"), octets("0201000282"));

    private static final int BEGINNING = 16;

    private SecretScan() {}

    /** How often each kind is in a file. */
    static Map<Kind, Integer> of(Path file) throws IOException {
        byte[] octets = Files.readAllBytes(file);
        Map<Kind, Integer> found = new EnumMap<>(Kind.class);
        Optional<String> text = utf8(octets);
        String latin = text.orElseGet(() -> new String(octets, StandardCharsets.ISO_8859_1));
        if (text.isPresent()) {
            count(found, Kind.PRIVATE_KEY, PEM.matcher(latin).results().count());
            count(found, Kind.TOKEN, TOKEN.matcher(latin).results().count());
            count(found, Kind.PASSWORD, PASSWORD.matcher(latin).results().count());
            count(
                    found,
                    Kind.RANDOM_TEXT,
                    LONG_WORD
                            .matcher(latin)
                            .results()
                            .filter(word -> looksRandom(word.group()))
                            .count());
        } else {
            // Fonts have megabytes: no expressions here.
            String beginning = latin.substring(0, Math.min(BEGINNING, latin.length()));
            boolean key = OLDER.stream().anyMatch(beginning::contains)
                    || latin.contains(RSA)
                    || latin.contains(CURVE)
                    || latin.contains("PRIVATE KEY-----");
            count(found, Kind.PRIVATE_KEY, key ? 1 : 0);
        }
        String name = String.valueOf(file.getFileName());
        boolean store = name.matches("(?i).*\\.(p12|pfx|jks|keystore|bcfks)")
                || (text.isEmpty()
                        && latin.substring(0, Math.min(BEGINNING, latin.length()))
                                .contains(PKCS12));
        count(found, Kind.KEY_STORE, store ? 1 : 0);
        return found;
    }

    private static void count(Map<Kind, Integer> found, Kind kind, long times) {
        if (times > 0) {
            found.merge(kind, Math.toIntExact(times), Integer::sum);
        }
    }

    private static Optional<String> utf8(byte[] octets) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }

    private static boolean looksRandom(String word) {
        if (HEXADECIMAL.matcher(word).matches()) {
            return bitsEach(word) > RANDOM_HEXADECIMAL;
        }
        return word.length() >= LEAST_LETTERS && MIXED.matcher(word).matches() && bitsEach(word) > RANDOM_LETTERS;
    }

    /** Shannon's entropy of the characters. */
    private static double bitsEach(String word) {
        int[] times = new int[128];
        word.chars().forEach(character -> times[character]++);
        double bits = 0;
        for (int time : times) {
            if (time > 0) {
                double share = (double) time / word.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }

    /** Octets as characters of ISO 8859-1; half an octet at the end is left out. */
    private static String octets(String hexadecimal) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 2 <= hexadecimal.length(); i += 2) {
            text.append((char) Integer.parseInt(hexadecimal, i, i + 2, 16));
        }
        return text.toString();
    }
}

package org.zhengzhao.signing.property;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which octets of a PDF say how it is to be read. */
final class PdfOctets {
    private static final int HEADER = 20;
    private static final Pattern KEYWORDS =
            Pattern.compile("\\d+ \\d+ obj\\b|\\bendobj\\b|\\bendstream\\b|\\bstream\\b");
    private static final Pattern TAIL = Pattern.compile("\\bxref\\s.*\\z|\\bstartxref\\s.*\\z", Pattern.DOTALL);
    private static final Pattern OBJECT = Pattern.compile("\\d+ \\d+ obj\\b.*?\\bendobj\\b", Pattern.DOTALL);
    private static final Pattern PADDING = Pattern.compile("/Contents ?<[0-9A-Fa-f]*?(0*)>");

    private PdfOctets() {}

    /**
     * Header, object headers and keywords, cross-reference table, trailer, catalog, and the signature dictionary with the CMS in
     * it; of the zeros that fill the CMS up only the last few.
     */
    static List<Integer> structural(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        NavigableSet<Integer> octets = new TreeSet<>();
        add(octets, 0, HEADER);
        KEYWORDS.matcher(text).results().forEach(found -> add(octets, found.start(), found.end()));
        TAIL.matcher(text).results().forEach(found -> add(octets, found.start(), found.end()));
        OBJECT.matcher(text)
                .results()
                .filter(PdfOctets::steers)
                .forEach(found -> add(octets, found.start(), found.end()));
        PADDING.matcher(text).results().forEach(found -> {
            if (found.end(1) - found.start(1) > HEADER) {
                octets.subSet(found.start(1), found.end(1) - HEADER).clear();
            }
        });
        return List.copyOf(octets);
    }

    private static boolean steers(MatchResult object) {
        return object.group().contains("/ByteRange") || object.group().contains("/Type /Catalog");
    }

    private static void add(NavigableSet<Integer> octets, int from, int to) {
        for (int at = from; at < to; at++) {
            octets.add(at);
        }
    }
}

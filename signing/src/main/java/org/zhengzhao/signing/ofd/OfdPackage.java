package org.zhengzhao.signing.ofd;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.ofd.MalformedOfdException.Reason;

/**
 * The parts of an OFD document (GB/T 33190 §6), by their paths without a slash at the beginning. No two have names that some file
 * system takes for one, none leads out of the document, and no XML has a document type.
 */
final class OfdPackage {
    private static final int MAX_NAME = 500;
    private static final int MAX_NAME_DEPTH = 32;
    private static final List<String> FORBIDDEN = List.of("<!DOCTYPE", "<!ENTITY");

    private final Map<String, Bytes> parts;

    private OfdPackage(Map<String, Bytes> parts) {
        this.parts = parts;
    }

    static OfdPackage read(Bytes file) throws MalformedOfdException {
        Map<String, Bytes> parts = new LinkedHashMap<>();
        Set<String> folded = new HashSet<>();
        for (Archive.Entry entry : Archive.read(file)) {
            boolean folder = entry.name().endsWith("/");
            String name = folder ? entry.name().substring(0, entry.name().length() - 1) : entry.name();
            requireSafe(name);
            if (!folded.add(fold(name))) {
                throw new MalformedOfdException(Reason.PART_NAME, "two parts of one name");
            }
            if (folder) {
                continue;
            }
            if (entry.name().toLowerCase(Locale.ROOT).endsWith(".xml")) {
                requireNoDocumentType(entry.content());
            }
            parts.put(entry.name(), entry.content());
        }
        return new OfdPackage(parts);
    }

    private static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static void requireSafe(String name) throws MalformedOfdException {
        boolean plain = name.length() <= MAX_NAME
                && name.codePoints().noneMatch(point -> point < ' ' || point == 0x7F || point == '\\' || point == ':');
        String[] steps = name.split("/", -1);
        if (!plain || steps.length > MAX_NAME_DEPTH) {
            throw new MalformedOfdException(Reason.PART_NAME, "characters, or too long");
        }
        for (String step : steps) {
            if (step.isEmpty() || step.equals(".") || step.equals("..")) {
                throw new MalformedOfdException(Reason.PART_NAME, "leads somewhere else");
            }
        }
    }

    /** In every encoding that a reader of XML recognises by itself. */
    private static void requireNoDocumentType(Bytes xml) throws MalformedOfdException {
        byte[] octets = xml.toArray();
        String latin = new String(octets, StandardCharsets.ISO_8859_1).replace("\0", "");
        if (FORBIDDEN.stream().anyMatch(latin::contains)) {
            throw new MalformedOfdException(Reason.DOCTYPE, "in a part");
        }
    }

    Set<String> names() {
        return parts.keySet();
    }

    Optional<Bytes> find(String path) {
        return Optional.ofNullable(parts.get(path));
    }

    Bytes require(String path) throws MalformedOfdException {
        return find(path).orElseThrow(() -> new MalformedOfdException(Reason.STRUCTURE, "a part is missing"));
    }

    /**
     * The path that a location means: from the root where it begins with a slash, else from the folder of the part that has it. Some
     * writers leave the slash out; that is understood where there is no such part in the folder.
     */
    Optional<String> resolve(String location, String from) {
        String trimmed = location.strip();
        if (trimmed.length() > MAX_NAME) {
            return Optional.empty();
        }
        if (trimmed.startsWith("/")) {
            return normalised("", trimmed.substring(1));
        }
        Optional<String> near = normalised(folder(from), trimmed);
        return near.filter(parts::containsKey).or(() -> normalised("", trimmed).filter(parts::containsKey));
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static Optional<String> normalised(String folder, String location) {
        Deque<String> steps = new ArrayDeque<>();
        for (String step : (folder + location).split("/", -1)) {
            switch (step) {
                case "", "." -> {}
                case ".." -> {
                    if (steps.pollLast() == null) {
                        return Optional.empty();
                    }
                }
                default -> steps.addLast(step);
            }
        }
        return Optional.of(String.join("/", steps));
    }
}

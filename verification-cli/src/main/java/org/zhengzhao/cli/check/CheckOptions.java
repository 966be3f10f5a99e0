package org.zhengzhao.cli.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * The options that hold for an input. A value that stands for octets is a file, a folder (its files), or the octets
 * themselves: {@code hex:…}, {@code base64:…}, {@code text:…}, a PEM block or a JSON object.
 */
public final class CheckOptions {
    private static final int MAX_OCTETS = 64 * 1024 * 1024;

    private final Map<String, List<String>> values;
    private final Instant now;

    CheckOptions(Map<String, List<String>> values, Instant now) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, given) -> copy.put(name, List.copyOf(given)));
        this.values = Collections.unmodifiableMap(copy);
        this.now = Objects.requireNonNull(now);
    }

    /** These options with others in the place of those of the same name. */
    CheckOptions with(Map<String, List<String>> others) {
        Map<String, List<String>> merged = new LinkedHashMap<>(values);
        merged.putAll(others);
        return new CheckOptions(merged, now);
    }

    public boolean has(String name) {
        return values.getOrDefault(name, List.of()).equals(List.of("true"));
    }

    public List<String> texts(String name) {
        return values.getOrDefault(name, List.of());
    }

    public Optional<String> findText(String name) {
        return texts(name).stream().findFirst();
    }

    /** The instant of {@code --at}, or now. */
    public Instant at() throws UnusableOptionException {
        return findInstant("at").orElse(now);
    }

    /** An instant as in RFC 3339. */
    public Optional<Instant> findInstant(String name) throws UnusableOptionException {
        Optional<String> text = findText(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.get()).toInstant());
        } catch (DateTimeException malformed) {
            throw UnusableOptionException.unusable(name, "an instant is needed, such as 2026-03-01T09:00:00Z");
        }
    }

    /** A whole number between two limits. */
    public Optional<Long> findWhole(String name, long least, long most) throws UnusableOptionException {
        Optional<String> text = findText(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            long whole = Long.parseLong(text.get());
            if (whole >= least && whole <= most) {
                return Optional.of(whole);
            }
        } catch (NumberFormatException malformed) {
            throw UnusableOptionException.unusable(name, "a whole number is needed");
        }
        throw UnusableOptionException.unusable(name, "between " + least + " and " + most);
    }

    /** The octets that an option names. */
    public Optional<Bytes> findOctets(String name) throws UnusableOptionException {
        List<Bytes> all = allOctets(name);
        if (all.size() > 1) {
            throw UnusableOptionException.unusable(name, "one file is needed, not a folder");
        }
        return all.stream().findFirst();
    }

    public Bytes requireOctets(String name) throws UnusableOptionException {
        return findOctets(name).orElseThrow(() -> UnusableOptionException.missing(name));
    }

    /** The octets of every value of an option, one element a file. */
    public List<Bytes> allOctets(String name) throws UnusableOptionException {
        List<Bytes> all = new ArrayList<>();
        for (String value : texts(name)) {
            Optional<Bytes> inline = inline(name, value);
            if (inline.isPresent()) {
                all.add(inline.get());
            } else {
                for (Path file : files(name, value)) {
                    all.add(content(name, file));
                }
            }
        }
        return all;
    }

    private static Optional<Bytes> inline(String name, String value) throws UnusableOptionException {
        try {
            if (value.startsWith("hex:")) {
                return Optional.of(Bytes.hex(value.substring("hex:".length())));
            }
            if (value.startsWith("base64:")) {
                return Optional.of(Bytes.of(Base64.getDecoder().decode(value.substring("base64:".length()))));
            }
        } catch (IllegalArgumentException malformed) {
            throw UnusableOptionException.unusable(name, "not the digits that its prefix promises");
        }
        if (value.startsWith("text:")) {
            return Optional.of(Bytes.utf8(value.substring("text:".length())));
        }
        String start = value.stripLeading();
        return start.startsWith("-----BEGIN ") || start.startsWith("{")
                ? Optional.of(Bytes.utf8(value))
                : Optional.empty();
    }

    private static List<Path> files(String name, String value) throws UnusableOptionException {
        try {
            Path path = Path.of(value);
            if (!Files.isDirectory(path)) {
                return List.of(path);
            }
            try (Stream<Path> entries = Files.list(path)) {
                List<Path> files = entries.filter(Files::isRegularFile)
                        .filter(file -> !file.getFileName().toString().startsWith("."))
                        .sorted()
                        .toList();
                // What was named and is not there must not be taken for not asked about.
                if (files.isEmpty()) {
                    throw UnusableOptionException.unusable(name, "no file in the folder");
                }
                return files;
            }
        } catch (IOException | InvalidPathException unreadable) {
            throw UnusableOptionException.unusable(name, "cannot be read");
        }
    }

    private static Bytes content(String name, Path file) throws UnusableOptionException {
        if (!Files.isRegularFile(file)) {
            throw UnusableOptionException.unusable(name, "no such file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] octets = stream.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS) {
                throw UnusableOptionException.unusable(name, "too large");
            }
            return Bytes.of(octets);
        } catch (IOException unreadable) {
            throw UnusableOptionException.unusable(name, "cannot be read");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CheckOptions options && values.equals(options.values) && now.equals(options.now);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values, now);
    }

    /** The names, not the values. */
    @Override
    public String toString() {
        return "CheckOptions" + values.keySet();
    }
}

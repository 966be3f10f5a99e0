package org.zhengzhao.cli.check;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The inputs that the arguments name, one after the other: files, {@code @list} files with an input a line, and {@code -}
 * for such lines from standard input. Lists are read as they are needed, never whole.
 */
final class CheckInputs implements Iterator<CheckInput>, AutoCloseable {
    static final String STANDARD_INPUT = "-";
    /** More inputs than that are refused, so that a list without an end ends. */
    static final int MAX_INPUTS = 10_000_000;

    private final Iterator<String> arguments;
    private final InputStream standardInput;
    private final InputLine lines;
    private final int most;
    private Optional<OpenList> list = Optional.empty();
    private Optional<CheckInput> ahead = Optional.empty();
    private int count;

    CheckInputs(List<String> arguments, InputStream standardInput, InputLine lines) {
        this(arguments, standardInput, lines, MAX_INPUTS);
    }

    /**
     * @param most inputs that are read; where there are more, one that cannot be read stands for them
     */
    CheckInputs(List<String> arguments, InputStream standardInput, InputLine lines, int most) {
        this.arguments = List.copyOf(arguments).iterator();
        this.standardInput = standardInput;
        this.lines = lines;
        this.most = most;
    }

    /** Whether an argument is a list of inputs. */
    static boolean isList(String argument) {
        return argument.equals(STANDARD_INPUT) || argument.startsWith("@");
    }

    @Override
    public boolean hasNext() {
        if (ahead.isEmpty() && count <= most) {
            ahead = find();
            if (count == most) {
                ahead = ahead.map(beyond -> CheckInput.unclear(beyond.name(), "it and all after it: too many inputs"));
            }
        }
        return ahead.isPresent();
    }

    @Override
    public CheckInput next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        CheckInput next = ahead.orElseThrow();
        ahead = Optional.empty();
        count++;
        return next;
    }

    private Optional<CheckInput> find() {
        while (list.isPresent() || arguments.hasNext()) {
            if (list.isEmpty()) {
                String argument = arguments.next();
                if (!isList(argument)) {
                    return Optional.of(CheckInput.file(argument));
                }
                try {
                    list = Optional.of(open(argument));
                } catch (IOException | InvalidPathException unreadable) {
                    return Optional.of(CheckInput.unclear(argument, "the list cannot be read"));
                }
            }
            Optional<CheckInput> input = list.get().next(lines);
            if (input.isPresent()) {
                return input;
            }
            close();
        }
        return Optional.empty();
    }

    private OpenList open(String argument) throws IOException {
        if (argument.equals(STANDARD_INPUT)) {
            return new OpenList(argument, standardInput, false);
        }
        return new OpenList(
                argument, new BufferedInputStream(Files.newInputStream(Path.of(argument.substring(1)))), true);
    }

    @Override
    public void close() {
        list.ifPresent(OpenList::close);
        list = Optional.empty();
    }

    /** A list that is being read. */
    private static final class OpenList {
        private final String name;
        private final InputStream stream;
        private final boolean ours;
        private int line;
        private boolean ended;

        OpenList(String name, InputStream stream, boolean ours) {
            this.name = name;
            this.stream = ours ? stream : new BufferedInputStream(stream);
            this.ours = ours;
        }

        /** The next line that is not empty. */
        Optional<CheckInput> next(InputLine lines) {
            while (!ended) {
                try {
                    byte[] octets = readLine();
                    line++;
                    if (octets.length > InputLine.MAX_OCTETS) {
                        return Optional.of(CheckInput.unclear(place(), "the line is too long"));
                    }
                    String text = StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(octets))
                            .toString();
                    if (!text.isBlank()) {
                        return Optional.of(lines.read(text, place()));
                    }
                } catch (CharacterCodingException notUtf8) {
                    return Optional.of(CheckInput.unclear(place(), "not UTF-8"));
                } catch (IOException broken) {
                    ended = true;
                    return Optional.of(CheckInput.unclear(name, "the list cannot be read further"));
                }
            }
            return Optional.empty();
        }

        private String place() {
            return name + ":" + line;
        }

        /** A line without its end; one that is too long is passed over, and one octet more than the limit of it kept. */
        private byte[] readLine() throws IOException {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            int next = stream.read();
            while (next >= 0 && next != '\n') {
                if (octets.size() <= InputLine.MAX_OCTETS) {
                    octets.write(next);
                }
                next = stream.read();
            }
            ended = next < 0;
            byte[] line = octets.toByteArray();
            boolean carriageReturn = line.length > 0 && line[line.length - 1] == '\r';
            return carriageReturn ? Arrays.copyOf(line, line.length - 1) : line;
        }

        void close() {
            if (!ours) {
                return;
            }
            try {
                stream.close();
            } catch (IOException harmless) {
                ended = true;
            }
        }
    }
}

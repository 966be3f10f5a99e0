package org.zhengzhao.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;

/** The command line, run within the test. */
public record CommandRun(int exit, String out, String err) {
    /** Runs a command at an instant with something on its standard input. */
    public static CommandRun of(Instant now, String input, List<String> arguments) {
        return of(now, input, Map.of("LANG", "en_US.UTF-8"), arguments);
    }

    /** The same in an environment of its own. */
    public static CommandRun of(Instant now, String input, Map<String, String> environment, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Zhengzhao.run(
                arguments,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                Clock.fixed(now, ZoneOffset.UTC));
        return new CommandRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The lines of {@code zhengzhao check}. */
    public List<JsonValue.Members> reports() {
        return out.lines().map(CommandRun::report).toList();
    }

    private static JsonValue.Members report(String line) {
        try {
            return StrictJson.readObject(line.getBytes(StandardCharsets.UTF_8), 16 * 1024 * 1024);
        } catch (MalformedJsonException malformed) {
            throw new AssertionError("not a line of JSON: " + line, malformed);
        }
    }
}

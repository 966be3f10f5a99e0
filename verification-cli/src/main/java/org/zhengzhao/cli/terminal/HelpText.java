package org.zhengzhao.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.zhengzhao.schema.text.Language;

/** Help texts, one file per command and language. */
public final class HelpText {
    private HelpText() {}

    public static String of(String command, Language language) {
        String name = "/org/zhengzhao/cli/" + command
                + switch (language) {
                    case CHINESE -> ".zh.txt";
                    case ENGLISH -> ".en.txt";
                };
        try (InputStream stream = HelpText.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no help text " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

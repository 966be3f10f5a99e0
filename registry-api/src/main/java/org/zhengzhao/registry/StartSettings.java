package org.zhengzhao.registry;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.zhengzhao.registry.platform.postgres.DatabaseCoordinates;
import org.zhengzhao.schema.text.Bilingual;

/**
 * What must be known before the framework starts: the arguments first, then system properties, then the environment.
 *
 * @param data where the service keeps what is its own; absolute
 * @param host the address to listen on
 * @param port the HTTP port; 0 lets the system choose
 * @param tls the operator's files for TLS; empty for plain HTTP
 * @param database the operator's PostgreSQL; empty for the embedded one
 * @param rest arguments that are not ours
 */
record StartSettings(
        Path data,
        String host,
        int port,
        Optional<TlsSettings> tls,
        Optional<DatabaseCoordinates> database,
        List<String> rest) {
    static final int DEFAULT_PORT = 8080;
    static final String DEFAULT_HOST = "127.0.0.1";

    StartSettings {
        rest = List.copyOf(rest);
    }

    /** Settings that cannot be understood; the message names the setting. */
    static final class MalformedSettingException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Bilingual text;

        MalformedSettingException(Bilingual text) {
            super(text.english());
            this.text = text;
        }

        Bilingual text() {
            return text;
        }
    }

    /** Reads a setting by its name, as {@code zhengzhao.data}; empty when it is not set or blank. */
    interface Source extends Function<String, Optional<String>> {
        static Source ofProcess() {
            return name -> {
                String property = System.getProperty(name);
                String value = property != null ? property : System.getenv(environmentName(name));
                return Optional.ofNullable(value).filter(text -> !text.isBlank());
            };
        }

        private static String environmentName(String name) {
            return name.contains(".") ? name.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_") : name;
        }
    }

    static StartSettings parse(List<String> arguments, Source source) throws MalformedSettingException {
        Optional<String> port = source.apply("quarkus.http.port");
        Optional<String> host = source.apply("quarkus.http.host");
        Optional<String> data = source.apply("zhengzhao.data");
        List<String> rest = new ArrayList<>();
        for (int index = 0; index < arguments.size(); index++) {
            String argument = arguments.get(index);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!List.of("--port", "--host", "--data").contains(name)) {
                rest.add(argument);
                continue;
            }
            if (equals < 0 && index + 1 == arguments.size()) {
                throw new MalformedSettingException(new Bilingual(name + " 后面缺少值", name + " needs a value"));
            }
            String value = equals < 0 ? arguments.get(++index) : argument.substring(equals + 1);
            switch (name) {
                case "--port" -> port = Optional.of(value);
                case "--host" -> host = Optional.of(value);
                default -> data = Optional.of(value);
            }
        }
        return new StartSettings(
                data.isPresent() ? path(data.get()) : defaultData(source),
                host.orElse(DEFAULT_HOST),
                port.isPresent() ? port(port.get()) : DEFAULT_PORT,
                TlsSettings.parse(source),
                database(source),
                rest);
    }

    /** The user's data folder, after the XDG base directory specification. */
    private static Path defaultData(Source source) throws MalformedSettingException {
        Optional<String> folder = source.apply("XDG_DATA_HOME").filter(text -> text.startsWith("/"));
        if (folder.isPresent()) {
            return path(folder.get()).resolve("zhengzhao");
        }
        String home = source.apply("HOME").or(() -> source.apply("user.home")).orElse(".");
        return path(home).resolve(".local/share/zhengzhao");
    }

    private static Path path(String text) throws MalformedSettingException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException unusable) {
            throw new MalformedSettingException(new Bilingual(
                    "数据目录的路径无法使用;若其中有非 ASCII 字符,请使用 UTF-8 区域设置,例如 LC_ALL=C.UTF-8",
                    "the path of the data directory cannot be used; if it has characters beyond ASCII, use a UTF-8"
                            + " locale, for example LC_ALL=C.UTF-8"));
        }
    }

    private static int port(String text) throws MalformedSettingException {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
        if (port < 0 || port > 65535) {
            throw new MalformedSettingException(
                    new Bilingual("端口应为 0 到 65535 之间的数字", "a port is a number from 0 to 65535"));
        }
        return port;
    }

    private static Optional<DatabaseCoordinates> database(Source source) throws MalformedSettingException {
        Optional<String> url =
                source.apply("zhengzhao.database.url").or(() -> source.apply("quarkus.datasource.jdbc.url"));
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (!url.get().startsWith("jdbc:postgresql:")) {
            throw new MalformedSettingException(new Bilingual(
                    "zhengzhao.database.url 应形如 jdbc:postgresql://HOST:5432/DATABASE",
                    "zhengzhao.database.url has the form jdbc:postgresql://HOST:5432/DATABASE"));
        }
        String username = source.apply("zhengzhao.database.username")
                .or(() -> source.apply("quarkus.datasource.username"))
                .orElse("");
        String password = source.apply("zhengzhao.database.password")
                .or(() -> source.apply("quarkus.datasource.password"))
                .orElse("");
        return Optional.of(new DatabaseCoordinates(url.get(), username, password));
    }

    /** The fixed port that must be free, if there is one. */
    OptionalInt fixedPort() {
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }
}

package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.registry.StartSettings.MalformedSettingException;

final class StartSettingsTest {
    private static StartSettings parse(List<String> arguments, Map<String, String> settings) throws Exception {
        return StartSettings.parse(arguments, name -> Optional.ofNullable(settings.get(name)));
    }

    @Test
    void parse_nothing_takesTheDefaults() throws Exception {
        StartSettings settings = parse(List.of(), Map.of("HOME", "/home/li"));
        assertThat(settings.data()).isEqualTo(Path.of("/home/li/.local/share/zhengzhao"));
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.database()).isEmpty();
        assertThat(settings.rest()).isEmpty();
    }

    @Test
    void parse_everything_takesIt() throws Exception {
        StartSettings settings = parse(
                List.of("--port", "9090", "--host=0.0.0.0", "--data", "/srv/a/../b", "other"),
                Map.of(
                        "zhengzhao.database.url", "jdbc:postgresql://db:5432/zz",
                        "zhengzhao.database.username", "zz",
                        "zhengzhao.database.password", "secret"));
        assertThat(settings.data()).isEqualTo(Path.of("/srv/b"));
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isEqualTo(9090);
        assertThat(settings.rest()).containsExactly("other");
        assertThat(settings.database().orElseThrow().password()).isEqualTo("secret");
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void parse_argumentAndSetting_argumentWins() throws Exception {
        Map<String, String> settings = Map.of("zhengzhao.data", "/srv/setting", "quarkus.http.port", "1");
        assertThat(parse(List.of("--data=/srv/argument", "--port=2"), settings).data())
                .isEqualTo(Path.of("/srv/argument"));
        assertThat(parse(List.of(), settings).data()).isEqualTo(Path.of("/srv/setting"));
        assertThat(parse(List.of(), settings).port()).isEqualTo(1);
    }

    @Test
    void parse_dataFolderOfTheDesktop_isUsed() throws Exception {
        assertThat(parse(List.of(), Map.of("XDG_DATA_HOME", "/data", "HOME", "/home/li"))
                        .data())
                .isEqualTo(Path.of("/data/zhengzhao"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=65536", "--port=-1", "--port=", "--port=http", "--port", "--data"})
    void parse_malformed_isRefused(String argument) {
        assertThatExceptionOfType(MalformedSettingException.class).isThrownBy(() -> parse(List.of(argument), Map.of()));
    }

    @Test
    void parse_otherDatabase_isRefused() {
        assertThatExceptionOfType(MalformedSettingException.class)
                .isThrownBy(() -> parse(List.of(), Map.of("zhengzhao.database.url", "jdbc:mysql://db/zz")));
    }
}

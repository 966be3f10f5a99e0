package org.zhengzhao.registry;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import org.zhengzhao.registry.Launch.CannotStartException;
import org.zhengzhao.registry.StartSettings.MalformedSettingException;
import org.zhengzhao.registry.platform.postgres.DatabaseStartException;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/** The service's entry point: what is in the way of a start is said in one line, without a stack trace. */
@QuarkusMain
public final class Main {
    /** The arguments or settings cannot be understood. */
    static final int EXIT_USAGE = 2;
    /** Something outside is in the way; the message says what to do. */
    static final int EXIT_CANNOT_RUN = 12;

    private Main() {}

    public static void main(String... arguments) {
        int status = run(List.of(arguments));
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(List<String> arguments) {
        try {
            StartSettings settings = StartSettings.parse(arguments, StartSettings.Source.ofProcess());
            return new Launch(settings).run();
        } catch (MalformedSettingException malformed) {
            return refuse(malformed.text(), EXIT_USAGE);
        } catch (CannotStartException inTheWay) {
            return refuse(inTheWay.text(), EXIT_CANNOT_RUN);
        } catch (DatabaseStartException inTheWay) {
            return refuse(inTheWay.text(), EXIT_CANNOT_RUN);
        }
    }

    private static int refuse(Bilingual text, int status) {
        System.err.println("zhengzhao: " + text.in(terminalLanguage()));
        return status;
    }

    /** Chinese where the terminal's locale says so. */
    private static Language terminalLanguage() {
        for (String name : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
            String value = System.getenv(name);
            if (value != null && !value.isBlank()) {
                return value.startsWith("zh") ? Language.CHINESE : Language.ENGLISH;
            }
        }
        return Language.ENGLISH;
    }
}

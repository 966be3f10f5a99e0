package org.zhengzhao.signing.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Test cases made by others, read from beside the project. Without them a test says so and is skipped; in CI it fails. */
public final class Corpus {
    private Corpus() {}

    private static Path folder(String name) {
        return Path.of(System.getProperty("zhengzhao.root", "."), "..", "shared", "corpora", name);
    }

    /** The cases where they are at hand. */
    public static Optional<Path> find(String name) {
        return Optional.of(folder(name)).filter(Files::isDirectory);
    }

    public static Path require(String name) {
        Optional<Path> found = find(name);
        if (found.isPresent()) {
            return found.get();
        }
        String message =
                "NOT TESTED: no third-party test cases in " + folder(name).normalize();
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        System.err.println(message);
        Assumptions.abort(message);
        throw new AssertionError("not reached");
    }
}

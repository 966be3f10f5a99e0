package org.zhengzhao.signing.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Test cases made by others, read from beside the project. Without them a test says so and is skipped; in CI it fails. */
public final class Corpus {
    private Corpus() {}

    public static Path require(String name) {
        Path folder = Path.of(System.getProperty("zhengzhao.root", "."), "..", "shared", "corpora", name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        String message = "NOT TESTED: no third-party test cases in " + folder.normalize();
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        System.err.println(message);
        Assumptions.abort(message);
        throw new AssertionError("not reached");
    }
}

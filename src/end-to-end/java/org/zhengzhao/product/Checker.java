package org.zhengzhao.product;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** A program of somebody else that judges what we make. */
enum Checker {
    PDFSIG("pdfsig"),
    ZBARIMG("zbarimg"),
    CHROMIUM("chromium");

    private final String program;

    Checker(String program) {
        this.program = program;
    }

    /** Leaves the test out, loudly, where the program is missing; in CI a left-out check is a failure. */
    void require() {
        boolean there = Files.isExecutable(Path.of("/usr/bin", program));
        if (!there) {
            String message = "LEFT OUT: no " + program + " here; src/scripts/install-checkers.sh installs it";
            System.out.println(message);
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(message);
            }
            assumeTrue(false, message);
        }
    }
}

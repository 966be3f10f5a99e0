package org.zhengzhao.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Where the files of the repository are, as the build says. */
final class Repository {
    private static final Set<String> PASSED_OVER = Set.of("target", "node_modules");

    private Repository() {}

    static Path root() {
        return Path.of(Objects.requireNonNull(System.getProperty("zhengzhao.root"), "run this test with Maven"));
    }

    static Path file(String first, String... more) {
        return root().resolve(Path.of(first, more));
    }

    /** Every file with that ending outside of build output and hidden directories, in order. */
    static List<Path> files(Path below, String ending) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(below, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = String.valueOf(directory.getFileName());
                boolean skipped = PASSED_OVER.contains(name) || name.startsWith(".");
                return skipped && !directory.equals(below) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (String.valueOf(file.getFileName()).endsWith(ending)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    static List<MarkdownPage> pages() throws IOException {
        List<MarkdownPage> pages = new ArrayList<>();
        for (Path file : files(root(), ".md")) {
            pages.add(MarkdownPage.read(file));
        }
        return pages;
    }
}

package org.zhengzhao.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.zhengzhao.cli.terminal.Terminal;

/** What the arguments of a command name: standard input, files, and the files of folders. */
final class Inputs {
    static final String STANDARD_INPUT = "-";

    private Inputs() {}

    /** The documents in order; a folder stands for its files, those of inner folders included, sorted by name. */
    static List<String> expand(List<String> arguments, Terminal terminal) {
        List<String> documents = new ArrayList<>();
        for (String argument : arguments) {
            Path path = Path.of(argument);
            if (argument.equals(STANDARD_INPUT) || !Files.isDirectory(path)) {
                documents.add(argument);
                continue;
            }
            List<String> inside = inside(path);
            if (inside.isEmpty()) {
                terminal.warning(Words.EMPTY_FOLDER, argument, Words.CHECK_FOLDER);
            }
            documents.addAll(inside);
        }
        return documents;
    }

    /** Symbolic links are not followed: a folder from somebody else must not lead out of itself. */
    private static List<String> inside(Path folder) {
        List<String> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return !directory.equals(folder) && hidden(directory)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && !hidden(file)) {
                        files.add(file.toString());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    // It is reported as a document that cannot be read.
                    files.add(file.toString());
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            files.add(folder.toString());
        }
        files.sort(null);
        return files;
    }

    private static boolean hidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }
}

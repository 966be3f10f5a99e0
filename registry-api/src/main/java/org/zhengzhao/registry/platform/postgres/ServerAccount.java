package org.zhengzhao.registry.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * As whom the server's programs run. PostgreSQL refuses to run as root, so a service that is root hides that in a user
 * namespace or, where the machine refuses those, steps down to an unprivileged user.
 */
sealed interface ServerAccount {
    /** What to put before a command. */
    List<String> prefix();

    /** Makes a file that this process has written readable and writable for the server. */
    void own(Path file) throws IOException;

    /** An ordinary user runs the server as himself. */
    record Self() implements ServerAccount {
        @Override
        public List<String> prefix() {
            return List.of();
        }

        @Override
        public void own(Path file) {
            // It already is the server's.
        }
    }

    /** Root in a user namespace that does not know root: the same user outside, nobody inside. */
    record UserNamespace() implements ServerAccount {
        @Override
        public List<String> prefix() {
            return List.of("unshare", "-U", "--");
        }

        @Override
        public void own(Path file) {
            // Outside the namespace the server still is root.
        }
    }

    /** Root stepping down to another user, who then owns the database's files. */
    record OtherUser(int user, int group) implements ServerAccount {
        @Override
        public List<String> prefix() {
            return List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--");
        }

        @Override
        public void own(Path file) throws IOException {
            PrivateFiles.give(file, user, group);
        }
    }

    /** Users to step down to, best first. */
    List<String> UNPRIVILEGED = List.of("zhengzhao", "postgres", "nobody");

    static ServerAccount choose(DatabaseDirectory directory, boolean namespacesAllowed)
            throws IOException, DatabaseStartException {
        int self = PrivateFiles.currentUser();
        Path cluster = directory.cluster();
        int owner = Files.exists(cluster) ? PrivateFiles.userOf(cluster) : self;
        if (self != 0) {
            if (owner != self) {
                throw StartProblems.foreignOwner(
                        cluster, Files.getOwner(cluster).getName());
            }
            return new Self();
        }
        if (owner != 0) {
            return steppingDown(directory, new OtherUser(owner, PrivateFiles.groupOf(cluster)));
        }
        if (namespacesAllowed && runs(new UserNamespace(), directory)) {
            return new UserNamespace();
        }
        return steppingDown(
                directory, unprivileged().orElseThrow(() -> StartProblems.rootNotPossible(directory.root())));
    }

    private static ServerAccount steppingDown(DatabaseDirectory directory, OtherUser account)
            throws IOException, DatabaseStartException {
        PrivateFiles.giveTree(directory.root(), account.user(), account.group());
        Path data = directory.root().resolveSibling(".").normalize();
        if (!runs(account, directory) && PrivateFiles.userOf(data) == 0) {
            // The server's group may pass through the data directory, not list it.
            Files.setAttribute(data, "unix:gid", account.group());
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x---"));
        }
        if (!runs(account, directory)) {
            throw StartProblems.rootNotPossible(directory.root());
        }
        return account;
    }

    private static boolean runs(ServerAccount account, DatabaseDirectory directory) throws IOException {
        List<String> command = new ArrayList<>(account.prefix());
        command.addAll(List.of("test", "-w", directory.root().toString()));
        return Command.run(Path.of("/"), command) instanceof Command.Outcome.Succeeded;
    }

    private static Optional<OtherUser> unprivileged() throws IOException {
        List<String> users = Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1);
        for (String wanted : UNPRIVILEGED) {
            for (String line : users) {
                String[] fields = line.split(":", -1);
                if (fields.length >= 4 && fields[0].equals(wanted)) {
                    return Optional.of(new OtherUser(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
                }
            }
        }
        return Optional.empty();
    }
}

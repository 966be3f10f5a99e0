package org.zhengzhao.registry.platform.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.Optional;
import org.zhengzhao.registry.platform.postgres.DatabaseStartException.Reason;
import org.zhengzhao.schema.text.Bilingual;

/** The wording of everything that can keep the database from starting. */
final class StartProblems {
    /** Less than this on a disk means that whatever failed, failed for want of space. */
    private static final long HARDLY_ANY_SPACE = 4L << 20;

    private StartProblems() {}

    static DatabaseStartException unsupportedPlatform(String system, String processor) {
        String platform = system + "/" + processor;
        return new DatabaseStartException(
                Reason.UNSUPPORTED_PLATFORM,
                new Bilingual(
                        "内置的 PostgreSQL 不支持本平台(" + platform + ")。请改用外部 PostgreSQL:" + externalDatabase(),
                        "The built-in PostgreSQL does not support this platform (" + platform
                                + "). Point the service at a PostgreSQL of yours instead: " + externalDatabase()));
    }

    static DatabaseStartException binariesDoNotRun(String output) {
        String said = oneLine(output);
        return new DatabaseStartException(
                Reason.UNSUPPORTED_PLATFORM,
                new Bilingual(
                        "内置的 PostgreSQL 无法在本机运行(" + said + ")。数据目录所在的磁盘可能禁止执行程序(noexec),请用 --data"
                                + " 换一个目录;或改用外部 PostgreSQL:" + externalDatabase(),
                        "The built-in PostgreSQL cannot run here (" + said
                                + "). The disk of the data directory may forbid"
                                + " programs (noexec): choose another directory with --data. Or point the service at a"
                                + " PostgreSQL of yours: " + externalDatabase()));
    }

    static DatabaseStartException noPermission(Path path, Optional<Throwable> cause) {
        String user = System.getProperty("user.name", "?");
        Bilingual text = new Bilingual(
                "用户 " + user + " 无权读写 " + path + "。请修改该目录的权限,或用 --data 换一个目录。",
                "User " + user + " may not read and write " + path
                        + ". Change its permissions, or choose another directory with --data DIR.");
        return cause.map(known -> new DatabaseStartException(Reason.NO_PERMISSION, text, known))
                .orElseGet(() -> new DatabaseStartException(Reason.NO_PERMISSION, text));
    }

    static DatabaseStartException foreignOwner(Path path, String owner) {
        return new DatabaseStartException(
                Reason.NO_PERMISSION,
                new Bilingual(
                        path + " 属于用户 " + owner + "。请以该用户启动,或用 --data 换一个目录。",
                        path + " belongs to user " + owner
                                + ". Start as that user, or choose another directory with --data DIR."));
    }

    static DatabaseStartException rootNotPossible(Path directory) {
        return new DatabaseStartException(
                Reason.NO_PERMISSION,
                new Bilingual(
                        "PostgreSQL 拒绝以 root 运行,本机又不允许用户命名空间(unshare -U),而普通用户无法进入 " + directory
                                + "。请以普通用户启动,或用 --data 选择普通用户可以进入的目录,例如 --data /var/lib/zhengzhao。",
                        "PostgreSQL refuses to run as root, this machine refuses user namespaces (unshare -U), and no"
                                + " unprivileged user can reach " + directory
                                + ". Start as an ordinary user, or choose a directory that such a user can enter, for"
                                + " example --data /var/lib/zhengzhao."));
    }

    static DatabaseStartException notEnoughSpace(Path directory, long free, long needed) {
        return new DatabaseStartException(
                Reason.NOT_ENOUGH_SPACE,
                new Bilingual(
                        directory + " 所在的磁盘只剩 " + megabytes(free) + ",首次启动数据库需要 " + megabytes(needed)
                                + "。请清理磁盘,或用 --data 换一个目录。",
                        "The disk of " + directory + " has " + megabytes(free)
                                + " free; the first start of the database"
                                + " needs " + megabytes(needed)
                                + ". Free some space, or choose another directory with --data DIR."));
    }

    static DatabaseStartException diskFull(Path directory, Optional<Throwable> cause) {
        Bilingual text = new Bilingual(
                directory + " 所在的磁盘已满,数据库无法写入。已有数据没有丢失;请清理磁盘后重新启动。",
                "The disk of " + directory
                        + " is full, the database cannot write. What was stored is not lost: free some space and start"
                        + " again.");
        return cause.map(known -> new DatabaseStartException(Reason.NOT_ENOUGH_SPACE, text, known))
                .orElseGet(() -> new DatabaseStartException(Reason.NOT_ENOUGH_SPACE, text));
    }

    static DatabaseStartException portTaken(int port) {
        return new DatabaseStartException(
                Reason.PORT_TAKEN,
                new Bilingual(
                        "数据库端口 " + port + " 已被占用。请重新启动,服务会另选一个端口。",
                        "The database port " + port + " is taken. Start again: another one will be chosen."));
    }

    static DatabaseStartException alreadyRunning(Path directory, String owner) {
        return new DatabaseStartException(
                Reason.ALREADY_RUNNING,
                new Bilingual(
                        "数据目录 " + directory + " 正被另一个 Zhengzhao 服务使用(" + owner + ")。请先停止它,或用 --data 换一个目录。",
                        "Another Zhengzhao service works on the data directory " + directory + " (" + owner
                                + "). Stop it first, or choose another directory with --data DIR."));
    }

    static DatabaseStartException otherVersion(Path cluster, String found, String ours) {
        return new DatabaseStartException(
                Reason.UNUSABLE_DATA,
                new Bilingual(
                        cluster + " 由 PostgreSQL " + found + " 写成,而本服务自带 " + ours
                                + "。请用原来的版本导出(pg_dump)后再导入,或改用外部 PostgreSQL。",
                        cluster + " was written by PostgreSQL " + found + ", this service brings " + ours
                                + ". Export it with the version that wrote it (pg_dump) and import it again, or use an"
                                + " external PostgreSQL."));
    }

    static DatabaseStartException credentialsLost(Path file) {
        return new DatabaseStartException(
                Reason.UNUSABLE_DATA,
                new Bilingual(
                        "数据库还在,但密码文件 " + file + " 丢失或损坏。请从备份恢复该文件。",
                        "The database is there, but its password file " + file
                                + " is missing or damaged. Restore that file from a backup."));
    }

    static DatabaseStartException failed(String what, Path log) {
        String said = oneLine(what);
        return new DatabaseStartException(
                Reason.FAILED,
                new Bilingual(
                        "数据库没有启动:" + said + "。详情见日志 " + log,
                        "The database did not start: " + said + ". See the log " + log));
    }

    /** What an I/O error below {@code directory} means for the operator. */
    static DatabaseStartException from(IOException error, Path directory) {
        String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("quota exceeded") || isFull(directory)) {
            return diskFull(directory, Optional.of(error));
        }
        if (error instanceof AccessDeniedException denied) {
            return noPermission(Path.of(denied.getFile()), Optional.of(error));
        }
        if (message.contains("read-only file system") || error.getCause() instanceof ReadOnlyFileSystemException) {
            return noPermission(directory, Optional.of(error));
        }
        String said = oneLine(error.getClass().getSimpleName() + ": " + error.getMessage());
        return new DatabaseStartException(
                Reason.FAILED, new Bilingual("数据库没有启动:" + said, "The database did not start: " + said), error);
    }

    /** Whether hardly anything can be written there. */
    static boolean isFull(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace() < HARDLY_ANY_SPACE;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static String externalDatabase() {
        return "ZHENGZHAO_DATABASE_URL=jdbc:postgresql://HOST:5432/DATABASE ZHENGZHAO_DATABASE_USERNAME=…"
                + " ZHENGZHAO_DATABASE_PASSWORD=…";
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }

    /** Foreign output made fit for one line of a terminal. */
    private static String oneLine(String output) {
        String line = output.strip().replaceAll("\\s+", " ").replaceAll("\\p{C}", "?");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}

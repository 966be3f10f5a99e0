package org.zhengzhao.registry.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.signing.pki.RegistryPki;

/**
 * Key files of a registry. Each is written whole beside its place, forced to the disk and then given its name: a crash leaves the
 * old state or the new one. No file is ever overwritten.
 */
final class KeyFiles {
    private static final String SEALING_PREFIX = "sealing-";
    private static final String SUFFIX = ".p12";
    private static final String ALIAS = "key";
    /** Of one name: an old one, a new one, and some to spare. */
    private static final int MAX_SECRETS = 4;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path directory;
    private final char[] password;
    private final Provider provider;

    private KeyFiles(Path directory, char[] password, Provider provider) {
        this.directory = directory;
        this.password = password;
        this.provider = provider;
    }

    /**
     * Opens the directory, making it if needed.
     *
     * @param password of the PKCS#12 files; if empty, one is made on first use and kept beside them, readable by the owner only
     * @param provider Bouncy Castle
     */
    static KeyFiles open(Path directory, Optional<String> password, SecureRandom random, Provider provider) {
        try {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException failed) {
            throw new UncheckedIOException("the key directory cannot be made", failed);
        }
        KeyFiles unopened = new KeyFiles(directory, new char[0], provider);
        String text =
                password.orElseGet(() -> unopened.secret("password", 32, random).toHex());
        return new KeyFiles(directory, text.toCharArray(), provider);
    }

    static String sealingName(Uscc authority) {
        return SEALING_PREFIX + authority.value();
    }

    /** The key of that name with its chain; empty where there is no such file. */
    Optional<RegistryPki.Issued> findKey(String name) {
        Path file = directory.resolve(name + SUFFIX);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            // Java's own store writes stronger encryption, Bouncy Castle's reads keys of every suite.
            KeyStore store = KeyStore.getInstance("PKCS12", provider);
            store.load(in, password);
            if (!(store.getKey(ALIAS, password) instanceof PrivateKey key)) {
                throw new IllegalStateException("no private key in " + file.getFileName());
            }
            List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(ALIAS))
                    .map(X509Certificate.class::cast)
                    .toList();
            return Optional.of(new RegistryPki.Issued(key, chain));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "key file " + file.getFileName() + " cannot be opened; is zhengzhao.keys.password right?",
                    unreadable);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("key file " + file.getFileName() + " is broken", broken);
        }
    }

    /** Authorities that have a sealing key file of the kind that is named after nothing else. */
    List<Uscc> sealingAuthorities() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(SEALING_PREFIX) && name.endsWith(SUFFIX))
                    .map(name -> name.substring(SEALING_PREFIX.length(), name.length() - SUFFIX.length()))
                    .flatMap(code -> parsed(code).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the key directory cannot be read", unreadable);
        }
    }

    private static Optional<Uscc> parsed(String code) {
        try {
            return Optional.of(Uscc.parse(code));
        } catch (MalformedCodeException laterKey) {
            return Optional.empty();
        }
    }

    /** Keeps a key under a name, and answers with the key that stands there: the given one, or that of a faster node. */
    RegistryPki.Issued keep(String name, RegistryPki.Issued key) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry(ALIAS, key.key(), password, key.chain().toArray(Certificate[]::new));
            Path partial = partial(name);
            try (var out = Files.newOutputStream(partial)) {
                store.store(out, password);
            }
            publish(partial, directory.resolve(name + SUFFIX));
            return findKey(name).orElseThrow(() -> new IllegalStateException("the key " + name + " is gone"));
        } catch (IOException failed) {
            throw new UncheckedIOException("the key " + name + " cannot be written", failed);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the key " + name + " cannot be written", broken);
        }
    }

    /**
     * The secret of that name; empty where there is no such file.
     *
     * @throws IllegalArgumentException if there is something else than hexadecimal digits in it
     */
    Optional<Bytes> findSecret(String name) {
        Path file = directory.resolve(name + ".secret");
        try {
            return Files.exists(file)
                    ? Optional.of(Bytes.hex(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException("the secret " + name + " cannot be read", failed);
        }
    }

    /** The secret of that name, made of random octets the first time. */
    Bytes secret(String name, int octets, SecureRandom random) {
        return secrets(name, octets, random).getFirst();
    }

    /** The secrets of that name, one a line; one is made where there is none. */
    List<Bytes> secrets(String name, int octets, SecureRandom random) {
        Path file = directory.resolve(name + ".secret");
        try {
            if (!Files.exists(file)) {
                byte[] made = new byte[octets];
                random.nextBytes(made);
                Path partial = partial(name);
                Files.writeString(partial, Bytes.of(made).toHex());
                publish(partial, file);
            }
            List<Bytes> secrets = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(Bytes::hex)
                    .toList();
            if (secrets.isEmpty()
                    || secrets.size() > MAX_SECRETS
                    || secrets.stream().anyMatch(secret -> secret.length() < octets)) {
                throw new IllegalStateException(name + ".secret should have 1 to " + MAX_SECRETS + " lines of " + octets
                        + " octets in hexadecimal");
            }
            return secrets;
        } catch (IOException failed) {
            throw new UncheckedIOException("the secret " + name + " cannot be read or written", failed);
        }
    }

    private Path partial(String name) throws IOException {
        return Files.createTempFile(
                directory, name + "-", ".partial", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    /**
     * Gives the finished file its name. Where another node was faster, its file stays and ours goes: a link, unlike a move,
     * never takes the place of a file. File and directory are forced to the disk, so that a license is never committed under
     * a key that a power failure takes away.
     */
    private void publish(Path partial, Path place) throws IOException {
        force(partial, StandardOpenOption.WRITE);
        try {
            Files.createLink(place, partial);
        } catch (FileAlreadyExistsException anotherWasFaster) {
            // what is there counts; callers read it
        } finally {
            Files.deleteIfExists(partial);
        }
        force(directory, StandardOpenOption.READ);
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}

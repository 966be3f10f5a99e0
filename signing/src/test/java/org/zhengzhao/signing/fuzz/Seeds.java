package org.zhengzhao.signing.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.testkit.Corpus;
import org.zhengzhao.signing.testkit.Issued;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;

/** What the fuzzer begins with: licenses made here, and files of others where they are at hand. */
final class Seeds {
    static final TestPki PKI = new TestPki(Samples.CEREMONY);
    static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    static final TrustStore TRUST = TrustStore.of(PKI.published(KEY), TestPki.PROVIDER);

    private Seeds() {}

    /** A credential of every sample type. */
    static List<Credential> credentials() {
        CredentialSigner signer = new CredentialSigner(TestPki.PROVIDER);
        return SampleTypes.all().stream()
                .map(sample ->
                        signer.sign(LicenseClaims.of(sample.type(), Issued.content(sample, 17), Samples.ISSUED), KEY))
                .toList();
    }

    /** The files of a corpus that are not longer than that, in the order of their names. Nothing where there are none. */
    static Stream<byte[]> files(String corpus, int maxOctets, String... endings) {
        Optional<Path> folder = Corpus.find(corpus);
        if (folder.isEmpty()) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder.get())) {
            return files
                    .filter(file -> endsWith(file, endings) && Files.isRegularFile(file))
                    .sorted()
                    .map(Seeds::octets)
                    .filter(octets -> octets.length <= maxOctets)
                    .toList()
                    .stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Any octets as a text, one character an octet. */
    static String latin(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static boolean endsWith(Path file, String... endings) {
        if (endings.length == 0) {
            return !file.toString().endsWith("MANIFEST.md");
        }
        return Stream.of(endings).anyMatch(ending -> file.toString().endsWith(ending));
    }

    private static byte[] octets(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

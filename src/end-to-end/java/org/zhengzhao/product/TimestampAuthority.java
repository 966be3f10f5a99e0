package org.zhengzhao.product;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.Base64;
import org.zhengzhao.signing.testkit.TestTimestampServer;

/**
 * A small timestamp authority (RFC 3161) to try things with. Nobody should trust it: it makes a root of its own at every start.
 *
 * <p>Started by {@code src/scripts/timestamp-authority.sh PORT FILE}; the root's certificate is written to the file.
 */
final class TimestampAuthority {
    private TimestampAuthority() {}

    public static void main(String[] arguments) throws IOException, CertificateEncodingException, InterruptedException {
        if (arguments.length != 2) {
            System.err.println("usage: timestamp-authority PORT FILE-FOR-ITS-ROOT");
            System.exit(2);
        }
        try (TestTimestampServer server =
                new TestTimestampServer(InstantSource.system(), Integer.parseInt(arguments[0]))) {
            Files.writeString(
                    Path.of(arguments[1]),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                    .encodeToString(server.authority().root().getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
            System.out.println("timestamp authority for tests at " + server.address());
            Thread.currentThread().join();
        }
    }
}

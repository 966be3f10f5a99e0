package org.zhengzhao.product.judges;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.testkit.ForeignProgram;
import org.zhengzhao.signing.testkit.Pem;

/** Programs of others, run as anybody would run them. */
final class ProgramJudges {
    private ProgramJudges() {}

    /** Poppler. Judges the signature and what it covers, without certificates. */
    static final class Pdfsig implements Judge {
        private final ForeignProgram program;
        private final Path folder;

        Pdfsig(Path folder) {
            this.program = ForeignProgram.require("pdfsig", folder);
            this.folder = folder;
        }

        @Override
        public String name() {
            return "pdfsig";
        }

        @Override
        public Opinion judge(Bytes pdf, LicenseOfLevel license) {
            write(folder, "license.pdf", pdf);
            String said = program.run("-nocert", "license.pdf").output();
            return new Opinion(
                    said.contains("Signature is Valid") && said.contains("Total document signed"),
                    said.replace('\n', ' '));
        }
    }

    /** OpenSSL. Knows nothing of PDF: gets the container and the octets that its byte range names. */
    static final class Openssl implements Judge {
        private final ForeignProgram program;
        private final Path folder;

        Openssl(Path folder) {
            this.program = ForeignProgram.require("openssl", folder);
            this.folder = folder;
        }

        @Override
        public String name() {
            return "openssl";
        }

        @Override
        public Opinion judge(Bytes pdf, LicenseOfLevel license) {
            write(folder, "root.pem", Bytes.utf8(Pem.of(license.pki().root())));
            write(folder, "tsa-root.pem", Bytes.utf8(Pem.of(license.timestampRoot())));
            write(folder, "tsa.pem", Bytes.utf8(Pem.of(license.timestampCertificate())));
            String time = Long.toString(LicenseOfLevel.JUDGED.getEpochSecond());
            List<SignedPart> parts = SignedPart.all(pdf);
            StringBuilder reasons = new StringBuilder();
            boolean accepted = !parts.isEmpty();
            for (int i = 0; i < parts.size(); i++) {
                SignedPart part = parts.get(i);
                if (part.covered().isEmpty()) {
                    return new Opinion(false, "the byte range ends behind the file");
                }
                write(folder, "container", part.container());
                write(folder, "covered", part.covered().get());
                String command = i == 0
                        ? "cms -verify -inform DER -in container -content covered -binary -CAfile root.pem -purpose any"
                                + " -attime " + time + " -out content"
                        : "ts -verify -data covered -in container -token_in -CAfile tsa-root.pem -untrusted tsa.pem"
                                + " -attime " + time;
                ForeignProgram.Run run = program.run(command.split(" "));
                boolean good = i == 0
                        ? run.output().contains("CMS Verification successful")
                        : run.output().contains("Verification: OK");
                accepted &= good;
                reasons.append(run.output().replace('\n', ' ')).append("; ");
            }
            return new Opinion(accepted, reasons.toString());
        }
    }

    private static void write(Path folder, String name, Bytes octets) {
        try {
            Files.write(folder.resolve(name), octets.toArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

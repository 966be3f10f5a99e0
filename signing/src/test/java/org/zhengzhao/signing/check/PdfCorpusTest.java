package org.zhengzhao.signing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.signing.check.CheckReport.Outcome;
import org.zhengzhao.signing.testkit.Corpus;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.CertificateFile;

/** Signed, forged and damaged PDFs that others collected. */
class PdfCorpusTest {
    private static final Instant ANY = Instant.parse("2020-06-01T00:00:00Z");
    private static final Pattern CLAIMED = Pattern.compile("\"(?:claimedTime|timestamp)\":\"([^\"]+)\"");
    private static final Pattern MODIFIED = Pattern.compile("/M ?\\(D:([0-9]{4})([0-9]{2})([0-9]{2})");
    private static final Pattern CONTENTS = Pattern.compile("/Contents\\s*<([0-9A-Fa-f\\s]{8,})>");

    private final PdfCheck check = new PdfCheck(TestPki.PROVIDER);

    private record Case(String name, String expected, Bytes file, Optional<List<X509Certificate>> trust) {}

    @Test
    void check_signedPdfsOfOthers_haveTheirVerdict() throws Exception {
        Path folder = Corpus.require("pdf-signatures");
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        for (Case one : cases(folder)) {
            Instant at = signedAt(one.file());
            CheckReport report = check.check(one.file(), new PdfCheck.Options(one.trust(), at));
            boolean accepted = report.outcome() == Outcome.ACCEPT;
            if (accepted != one.expected().startsWith("ACCEPT")) {
                wrong.add(one.name() + " " + one.expected() + " but " + report.code() + " " + report.detail());
            }
            judged++;
        }
        assertThat(wrong).isEmpty();
        assertThat(judged).isGreaterThan(30);
    }

    @Test
    void check_forgedPdfsWithEverySignerTrusted_areNeverAccepted() throws Exception {
        Path folder = Corpus.require("pdf-signatures");
        List<String> wrong = new ArrayList<>();
        for (Case one : cases(folder)) {
            Optional<List<X509Certificate>> everybody = Optional.of(embedded(one.file()));
            CheckReport report = check.check(one.file(), new PdfCheck.Options(everybody, signedAt(one.file())));
            if (!one.expected().startsWith("ACCEPT") && report.outcome() == Outcome.ACCEPT) {
                wrong.add(one.name());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void check_damagedPdfs_areRefusedInTime() throws Exception {
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        try (Stream<Path> files = Files.list(Corpus.require("pdf-malformed"))) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(pdf|fuzz)"))
                    .toList()) {
                long start = System.nanoTime();
                CheckReport report =
                        check.check(Bytes.of(Files.readAllBytes(file)), new PdfCheck.Options(Optional.empty(), ANY));
                Duration taken = Duration.ofNanos(System.nanoTime() - start);
                if (report.outcome() == Outcome.ACCEPT || taken.compareTo(Duration.ofSeconds(10)) > 0) {
                    wrong.add(file.getFileName() + " " + report.outcome() + " in " + taken);
                }
                judged++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(judged).isGreaterThan(50);
    }

    private static List<Case> cases(Path folder) throws Exception {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("cases.tsv"))) {
            String[] cells = line.split("\t", -1);
            if (!cells[0].endsWith(".pdf")) {
                continue;
            }
            Path trust = folder.resolve(cells[0] + ".certs.pem");
            cases.add(new Case(
                    cells[0],
                    cells[1],
                    Bytes.of(Files.readAllBytes(folder.resolve(cells[0]))),
                    Files.exists(trust)
                            ? Optional.of(
                                    new CertificateFile(TestPki.PROVIDER).read(Bytes.of(Files.readAllBytes(trust))))
                            : Optional.empty()));
        }
        return cases;
    }

    /** The signing time: as the signature claims it, else as the signature dictionary does. */
    private Instant signedAt(Bytes file) {
        CheckReport report = check.check(file, new PdfCheck.Options(Optional.empty(), ANY));
        Matcher claimed = CLAIMED.matcher(CanonicalJson.text(report.facts()));
        if (claimed.find()) {
            return Instant.parse(claimed.group(1));
        }
        Matcher modified = MODIFIED.matcher(latin(file));
        return modified.find()
                ? Instant.parse(modified.group(1) + "-" + modified.group(2) + "-" + modified.group(3) + "T12:00:00Z")
                : ANY;
    }

    /** Every certificate of every container in the file. */
    private static List<X509Certificate> embedded(Bytes file) {
        List<X509Certificate> certificates = new ArrayList<>();
        int unread = 0;
        Matcher contents = CONTENTS.matcher(latin(file));
        while (contents.find()) {
            String digits = contents.group(1).replaceAll("\\s", "");
            byte[] octets = HexFormat.of().parseHex(digits.substring(0, digits.length() / 2 * 2));
            try (ASN1InputStream stream = new ASN1InputStream(octets)) {
                CMSSignedData cms = new CMSSignedData(ContentInfo.getInstance(stream.readObject()));
                for (X509CertificateHolder holder : cms.getCertificates().getMatches(null)) {
                    certificates.add(new JcaX509CertificateConverter()
                            .setProvider(TestPki.PROVIDER)
                            .getCertificate(holder));
                }
            } catch (IOException | CMSException | CertificateException | RuntimeException notACertificate) {
                unread++;
            }
        }
        assertThat(unread).isLessThan(10);
        return certificates;
    }

    private static String latin(Bytes file) {
        return new String(file.toArray(), StandardCharsets.ISO_8859_1);
    }
}

package org.zhengzhao.bench;

import static org.zhengzhao.bench.Ratio.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.Authority;

/** Measures what an inspector does: verifying in one process, and by the command line started anew for each document. */
record Offline(Options options, Report report, Provider provider) {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    void measure(Faces faces) throws Exception {
        inProcess(faces);
        coldStarts(faces);
    }

    private void inProcess(Faces faces) throws Exception {
        Verification verification = Verification.of(faces.anchors(), provider);
        Sealer sealer = Sealer.of(new Authority(new Uscc("11110000MBFAKE039R"), "示例机构"), provider);
        Rounds rounds = new Rounds(options, Processors.OURS_ONLY);
        Map<String, Figure> figures = rounds.measure(List.of(
                subject("verifyPdf", "PDF, every check", verification.everyCheck(faces.pdfs())),
                subject("verifyPicture", "QR picture, every check", verification.everyCheck(faces.pictures())),
                subject("verifyText", "QR text, every check", verification.everyCheck(faces.texts())),
                subject(
                        "pdfSignature",
                        "limit: PDFBox opens, Bouncy Castle verifies the CMS",
                        verification.pdfSignature(faces.pdfs())),
                subject("decodeQr", "limit: ZXing decodes the picture", verification.decodeQr(faces.pictures())),
                subject("verify", "limit: ES256 verification, Bouncy Castle", sealer.verify())));
        report.heading("VERIFY in process (" + CORES + " threads)");
        report.figures(figures.values());
        ratio(figures, "verifyPdf", "pdfSignature", "PDF, every check, of opening and CMS alone");
        ratio(figures, "verifyPicture", "decodeQr", "QR picture, every check, of decoding alone");
        ratio(figures, "verifyText", "verify", "QR text, every check, of the verification alone");
    }

    private void ratio(Map<String, Figure> figures, String ours, String limit, String name) {
        report.ratio(Ratio.of(ours, name, figures.get(ours), part(figures.get(limit))));
    }

    private static Subject subject(String id, String name, Load load) {
        return new Subject(id, name, CORES, load);
    }

    private void coldStarts(Faces faces) throws Exception {
        String anchors = file("anchors.pem", faces.anchors());
        String pdf = file("license.pdf", faces.pdfs().getFirst());
        String text = file("license.txt", faces.texts().getFirst());
        String launcher = options.launcher().toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<ColdStart.Command> commands = new ArrayList<>(List.of(
                new ColdStart.Command(
                        "zhengzhao verify, one PDF", List.of(launcher, "verify", "--trust", anchors, pdf)),
                new ColdStart.Command(
                        "zhengzhao verify, one QR text", List.of(launcher, "verify", "--trust", anchors, text)),
                new ColdStart.Command("limit: java -version", List.of(java, "-version"))));
        ColdStart.find("pdfsig")
                .ifPresent(pdfsig -> commands.add(new ColdStart.Command(
                        "beside it: pdfsig -nocert, signature only", List.of(pdfsig, "-nocert", pdf))));
        report.heading("COMMAND LINE, one document, from start to exit (" + options.coldRuns() + " runs each)");
        report.coldStarts(ColdStart.measure(commands, options.coldRuns()));
    }

    private String file(String name, Bytes octets) throws IOException {
        return Files.write(options.scratch().resolve(name), octets.toArray()).toString();
    }
}

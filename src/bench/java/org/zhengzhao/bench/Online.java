package org.zhengzhao.bench;

import static org.zhengzhao.bench.Ratio.part;
import static org.zhengzhao.bench.Ratio.times;

import java.io.IOException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseContent;

/** Measures the running service: issuing, asking, and what each request asks of the database. */
final class Online {
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int ISSUERS = 4 * CORES;
    private static final int ASKERS = 8 * CORES;
    private static final int DOCUMENTS = 32;
    /** No answer with a license in it is that short. */
    private static final int EMPTY_ANSWER = 200;

    private final Report report;
    private final Provider provider;
    private final Service service;
    private final Database database;
    private final Rounds rounds;
    private final Orders orders = new Orders();
    private final List<HolderCode> holders;
    private final List<String> identifiers;
    /** Gets whatever is issued while issuing is measured, so that the others keep one license each. */
    private final HolderCode busyHolder;

    Online(Options options, Report report, Provider provider, Service service) throws IOException {
        this.report = report;
        this.provider = provider;
        this.service = service;
        this.database = Database.of(service.data());
        this.rounds = new Rounds(options, service.processors());
        List<HolderCode> all = Orders.holders(options.population() + 1);
        this.holders = all.subList(0, options.population());
        this.busyHolder = all.getLast();
        this.identifiers = populate();
    }

    private List<String> populate() throws IOException {
        List<String> issued = new ArrayList<>();
        try (Registry bureau = Registry.as("market-bureau", service)) {
            for (HolderCode holder : holders) {
                issued.add(Registry.identifier(bureau.issue(orders.next(holder))));
            }
        }
        return List.copyOf(issued);
    }

    Faces measure() throws Exception {
        Faces faces = Faces.download(service, identifiers.subList(0, Math.min(DOCUMENTS, identifiers.size())));
        database.makeScratchTable();
        LicenseContent content = faces.content();
        Sealer sealer = Sealer.of(content.issuingAuthority(), provider);
        issuing(faces, content, sealer);
        asking(sealer);
        database.dropScratchTable();
        statements();
        report.heading("MEMORY AFTER LOAD");
        report.quantity("memoryLoaded", "service (resident)", service.megabytes(), "MB");
        report.quantity("memoryLoadedDatabase", "its PostgreSQL", service.databaseMegabytes(), "MB");
        return faces;
    }

    private void issuing(Faces faces, LicenseContent content, Sealer sealer) throws Exception {
        ObviousPdf obvious =
                new ObviousPdf(sealer, lines(content), faces.texts().getFirst().toUtf8());
        Map<String, Figure> figures = rounds.measure(List.of(
                new Subject("issue", "POST /v1/licenses: record, signed PDF, signed QR", ISSUERS, this::issuer),
                new Subject("http", "limit: HTTP answer (GET /q/health/live)", ISSUERS, this::pinger),
                new Subject("commit", "limit: one row inserted and committed", ISSUERS, database.insertAndCommit()),
                new Subject("sign", "limit: ES256 signature, Bouncy Castle", CORES, sealer.sign()),
                new Subject(
                        "faces",
                        "both faces in process, no HTTP, no database",
                        CORES,
                        sealer.faces(orders.type().type(), content)),
                new Subject(
                        "obviousKept",
                        "obvious PDFBox + ZXing loop, font file read once",
                        CORES,
                        obvious.keepingTheFont()),
                new Subject(
                        "obviousEach",
                        "obvious PDFBox + ZXing loop, font file read each time",
                        CORES,
                        obvious.readingTheFontEachTime())));
        report.heading("ISSUE a food business permit (" + ISSUERS + " callers at once)");
        report.figures(figures.values());
        report.ratio(Ratio.of(
                "issueOfParts",
                "issue, of two signatures + commit + HTTP",
                figures.get("issue"),
                times(2, figures.get("sign")),
                part(figures.get("commit")),
                part(figures.get("http"))));
        report.ratio(Ratio.of(
                "issueOfObvious",
                "issue, against the obvious loop, font read once",
                figures.get("issue"),
                part(figures.get("obviousKept"))));
        report.ratio(Ratio.of(
                "facesOfObvious",
                "faces, against the obvious loop, font read once",
                figures.get("faces"),
                part(figures.get("obviousKept"))));
    }

    private void asking(Sealer sealer) throws Exception {
        Subject byIdentifier = new Subject(
                "askByIdentifier",
                "GET /v1/licenses/{identifier}, recorded, receipted",
                ASKERS,
                this::askerByIdentifier);
        Subject byHolder = new Subject(
                "askByHolder", "GET /v1/licenses?holderCode=…, recorded, receipted", ASKERS, this::askerByHolder);
        Subject matter = new Subject(
                "checkMatter",
                "POST /v1/matters/{code}/checks, three requirements, recorded, receipted",
                ASKERS,
                this::checker);
        Map<String, Figure> figures = rounds.measure(List.of(
                byIdentifier,
                byHolder,
                matter,
                new Subject("httpAsk", "limit: HTTP answer (GET /q/health/live)", ASKERS, this::pinger),
                new Subject("readAsk", "limit: one license row read", ASKERS, database.readRow(identifiers)),
                new Subject("signAsk", "limit: ES256 signature, Bouncy Castle", CORES, sealer.sign()),
                new Subject("commitAsk", "limit: one row inserted and committed", ASKERS, database.insertAndCommit())));
        report.heading("ASK (" + ASKERS + " callers at once)");
        report.figures(figures.values());
        for (Subject ask : List.of(byIdentifier, byHolder, matter)) {
            report.ratio(Ratio.of(
                    ask.id() + "OfParts",
                    ask.id() + ", of row read + signature + commit + HTTP",
                    figures.get(ask.id()),
                    part(figures.get("readAsk")),
                    part(figures.get("signAsk")),
                    part(figures.get("commitAsk")),
                    part(figures.get("httpAsk"))));
        }
        report.heading("ASK at half that rate: how long an answer takes");
        report.figures(
                List.of(atHalfRate(byIdentifier, figures), atHalfRate(byHolder, figures), atHalfRate(matter, figures)));
    }

    private Figure atHalfRate(Subject subject, Map<String, Figure> figures) throws Exception {
        Subject half = new Subject(subject.id() + "Half", subject.name(), subject.workers(), subject.load());
        return rounds.paced(half, figures.get(subject.id()).rate() / 2);
    }

    private void statements() throws Exception {
        report.heading("DATABASE, for each request");
        Statements statements = new Statements(database, service.data());
        try (Registry bureau = Registry.as("market-bureau", service);
                Registry department = Registry.as("commerce-bureau", service)) {
            report.statements("issue", "issue", statements.of(() -> bureau.issue(orders.next(busyHolder))));
            report.statements(
                    "askByIdentifier",
                    "ask by identifier",
                    statements.of(() -> department.byIdentifier(any(identifiers))));
            report.statements(
                    "askByHolder",
                    "ask by holder, 1 license",
                    statements.of(() -> department.byHolder(any(holders), orders.typeCode())));
            report.statements(
                    "checkMatter",
                    "check a matter of three requirements",
                    statements.of(() -> department.check(any(holders))));
            int many = Registry.found(department.byHolder(busyHolder, orders.typeCode()));
            report.statements(
                    "askByHolderMany",
                    "ask by holder, " + many + " licenses",
                    statements.of(() -> department.byHolder(busyHolder, orders.typeCode())));
        }
    }

    private Load.Worker issuer(int number) throws IOException {
        Registry bureau = Registry.as("market-bureau", service);
        return Load.closing(bureau, () -> bureau.issue(orders.next(busyHolder)));
    }

    private Load.Worker askerByIdentifier(int number) throws IOException {
        Registry department = Registry.as("commerce-bureau", service);
        return Load.closing(department, () -> department.byIdentifier(any(identifiers)));
    }

    private Load.Worker askerByHolder(int number) throws IOException {
        Registry department = Registry.as("commerce-bureau", service);
        return Load.closing(department, () -> {
            if (department.byHolder(any(holders), orders.typeCode()).length < EMPTY_ANSWER) {
                throw new IllegalStateException("no license of that holder");
            }
        });
    }

    private Load.Worker checker(int number) throws IOException {
        Registry department = Registry.as("commerce-bureau", service);
        return Load.closing(department, () -> department.check(any(holders)));
    }

    private Load.Worker pinger(int number) throws IOException {
        HttpConnection connection = new HttpConnection(service.port());
        return Load.closing(
                connection, () -> connection.get("/q/health/live", "").require(200));
    }

    private static <T> T any(List<T> list) {
        return list.get(ThreadLocalRandom.current().nextInt(list.size()));
    }

    /** What a page would say: every text of the license. */
    private static List<String> lines(LicenseContent content) {
        List<String> lines = new ArrayList<>(List.of(
                content.typeName().chinese(),
                content.number(),
                content.issuingAuthority().name(),
                content.holders().getFirst().name(),
                content.holders().getFirst().code().value(),
                content.identifier().value()));
        content.fields().values().values().stream()
                .filter(JsonValue.Text.class::isInstance)
                .map(value -> ((JsonValue.Text) value).value())
                .forEach(lines::add);
        return List.copyOf(lines);
    }
}

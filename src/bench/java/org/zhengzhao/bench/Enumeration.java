package org.zhengzhao.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;

/**
 * Whether somebody who may not see a license can tell that there is one. Of each pair of requests the first asks for something that is
 * there, the second for something that is not; status and length have to be the same, and the time that they take is compared.
 *
 * <p>One caller, nothing else at work. Each turn sends both, the one that goes first by a seeded coin. The figure is the share of pairs in which
 * "is there" took longer (Mann and Whitney's U as a share): 50% says that time tells nothing, 100% that one request tells all.
 */
final class Enumeration {
    private static final long SEED = 20261129;
    private static final int LICENSES = 60;
    /** Asks for its own matter, for which it has no grant. */
    private static final String DEPARTMENT = "11110000MBFAKE100G";

    private static final String MATTER = "000118013000";

    private final Report report;
    private final Service service;
    private final int turns;
    private final Random random = new Random(SEED);

    Enumeration(Report report, Service service, int turns) {
        this.report = report;
        this.service = service;
        this.turns = turns;
    }

    private interface Request {
        HttpConnection.Answer send() throws IOException;
    }

    /** Requests of both kinds, for one thing of each after the other. */
    private record Pair(String id, String name, List<Request> there, List<Request> notThere) {}

    void measure() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        try (Registry department = Registry.as("transport-commission", service);
                Registry portal = Registry.as("citizen-portal", service);
                Registry bureau = Registry.as("market-bureau", service);
                HttpConnection nobody = new HttpConnection(service.port())) {
            List<HolderCode> holders = Orders.holders(2 * LICENSES);
            List<HolderCode> known = holders.subList(0, LICENSES);
            List<HolderCode> unknown = holders.subList(LICENSES, 2 * LICENSES);
            List<String> titles = issue("real-estate-title", "land-registry", known);
            List<String> engineers = issue("class-2-cost-engineer", "housing-commission", known);
            List<String> permits = issue("food-business-permit", "market-bureau", known);

            for (String face : List.of("", "/history", "/pdf", "/qr.png", "/credential")) {
                pairs.add(new Pair(
                        "noGrant" + face.replaceAll("[^a-z]", ""),
                        "no grant, by identifier" + (face.isEmpty() ? "" : ", " + face),
                        each(titles, identifier -> department.read("/v1/licenses/" + identifier + face, MATTER)),
                        each(
                                others(titles),
                                identifier -> department.read("/v1/licenses/" + identifier + face, MATTER))));
            }
            String titleType = typeCode("real-estate-title");
            pairs.add(new Pair(
                    "noGrantHolder",
                    "no grant, by holder",
                    each(known, holder -> department.readByHolder(holder, titleType, MATTER)),
                    each(unknown, holder -> department.readByHolder(holder, titleType, MATTER))));
            pairs.add(new Pair(
                    "wrongRole",
                    "not in that role, by identifier",
                    each(titles, identifier -> portal.read("/v1/licenses/" + identifier, MATTER)),
                    each(others(titles), identifier -> portal.read("/v1/licenses/" + identifier, MATTER))));

            grantOfOneRegion("class-2-cost-engineer");
            pairs.add(new Pair(
                    "otherRegion",
                    "grant for another region, by identifier",
                    each(engineers, identifier -> department.read("/v1/licenses/" + identifier, MATTER)),
                    each(others(engineers), identifier -> department.read("/v1/licenses/" + identifier, MATTER))));
            pairs.add(new Pair(
                    "otherIssuer",
                    "an act of another authority",
                    each(titles, identifier -> bureau.post("/v1/licenses/" + identifier + "/events", ACT)),
                    each(others(titles), identifier -> bureau.post("/v1/licenses/" + identifier + "/events", ACT))));
            pairs.add(new Pair(
                    "page",
                    "the public page of a license that is no sample",
                    each(permits, identifier -> nobody.get("/licenses/" + identifier, "")),
                    each(others(permits), identifier -> nobody.get("/licenses/" + identifier, ""))));
            List<String> records = new ArrayList<>();
            for (String permit : permits) {
                records.add(bureau.accessRecord(permit));
            }
            pairs.add(new Pair(
                    "receipt",
                    "the receipt of another department",
                    each(records, record -> department.read("/v1/receipts/" + record, MATTER)),
                    each(records, record -> department.read("/v1/receipts/" + likeOne(record), MATTER))));
            pairs.add(new Pair(
                    "client",
                    "a client with a wrong secret",
                    each(List.of("market-bureau"), client -> token(nobody, client)),
                    each(List.of("market-burea1"), client -> token(nobody, client))));

            report.heading("ENUMERATION (" + turns + " turns, seed " + SEED + "): is there, is not there");
            for (Pair pair : pairs) {
                compare(pair);
            }
        }
    }

    private static final String ACT = "{\"act\":\"SUSPEND\",\"decision\":{\"decidedBy\":\"温书禾\","
            + "\"documentNumber\":\"示市监〔2026〕12号\",\"reasonCode\":\"PRECAUTION\",\"reason\":\"虚构的原因\"}}";

    private void compare(Pair pair) throws IOException {
        for (int i = 0; i < turns / 2; i++) {
            next(pair.there(), i).send();
            next(pair.notThere(), i).send();
        }
        double[] there = new double[turns];
        double[] notThere = new double[turns];
        Map<String, Integer> answers = new LinkedHashMap<>();
        for (int i = 0; i < turns; i++) {
            boolean first = random.nextBoolean();
            if (first) {
                there[i] = timed(next(pair.there(), i), "there", answers);
            }
            notThere[i] = timed(next(pair.notThere(), i), "not", answers);
            if (!first) {
                there[i] = timed(next(pair.there(), i), "there", answers);
            }
        }
        report.fact(
                pair.id(),
                pair.name(),
                "median %.0f µs, %.0f µs; longer in %.1f%% ± %.1f%%; %s"
                        .formatted(
                                Figure.median(there),
                                Figure.median(notThere),
                                100 * longer(there, notThere),
                                // Two standard errors where there is no difference.
                                200 * Math.sqrt((2.0 * turns + 1) / (12.0 * turns * turns)),
                                answers));
    }

    private static Request next(List<Request> requests, int turn) {
        return requests.get(turn % requests.size());
    }

    private static double timed(Request request, String kind, Map<String, Integer> answers) throws IOException {
        long from = System.nanoTime();
        HttpConnection.Answer answer = request.send();
        double micros = (System.nanoTime() - from) / 1e3;
        answers.merge(kind + " " + answer.status() + ", " + answer.length() + " octets", 1, Integer::sum);
        return micros;
    }

    /** The share of pairs of all with all in which the first is larger; equal ones count half. */
    private static double longer(double[] one, double[] other) {
        double[] sorted = other.clone();
        Arrays.sort(sorted);
        double larger = 0;
        for (double value : one) {
            int at = Arrays.binarySearch(sorted, value);
            larger += at < 0 ? -at - 1 : at + 0.5;
        }
        return larger / ((double) one.length * other.length);
    }

    private interface Asking<T> {
        HttpConnection.Answer about(T subject) throws IOException;
    }

    private static <T> List<Request> each(List<T> subjects, Asking<T> asking) {
        return subjects.stream()
                .map(subject -> (Request) () -> asking.about(subject))
                .toList();
    }

    private static HttpConnection.Answer token(HttpConnection connection, String client) throws IOException {
        return connection.post(
                "/oauth/token",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                ("grant_type=client_credentials&client_id=" + client + "&client_secret=wrong")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private List<String> issue(String slug, String issuer, List<HolderCode> holders) throws IOException {
        SampleType type = SampleTypes.find(slug).orElseThrow();
        List<String> issued = new ArrayList<>();
        try (Registry authority = Registry.as(issuer, service)) {
            for (HolderCode holder : holders) {
                Map<String, JsonValue> order =
                        new LinkedHashMap<>(type.license().values());
                order.put("number", new JsonValue.Text("ENUMERATE" + issued.size()));
                if (slug.equals("food-business-permit")) {
                    order.put(
                            "holders",
                            new JsonValue.Items(List.of(new JsonValue.Members(Map.of(
                                    "name", new JsonValue.Text("示例餐饮有限公司"),
                                    "codeType", new JsonValue.Text(holder.type().code()),
                                    "code", new JsonValue.Text(holder.value()))))));
                }
                issued.add(Registry.identifier(authority.issue(CanonicalJson.text(new JsonValue.Members(order)))));
            }
        }
        return List.copyOf(issued);
    }

    private void grantOfOneRegion(String slug) throws IOException {
        try (Registry operator = Registry.as("registry-operator", service)) {
            operator.post(
                            "/v1/regions",
                            "{\"code\":\"110109\",\"parent\":\"110000\",\"name\":{\"zh-CN\":\"示例区\",\"en\":\"Sample"
                                    + " District\"}}")
                    .require(201);
        }
        try (Registry steward = Registry.as("catalogue-office", service)) {
            String grant = "{\"department\":\"" + DEPARTMENT + "\",\"matter\":\"" + MATTER + "\",\"type\":\""
                    + typeCode(slug) + "\",\"legalBasis\":\"Article 7 (fictional)\",\"region\":\"110109\"}";
            steward.post("/v1/grants", grant).require(201);
        }
    }

    private static String typeCode(String slug) {
        return SampleTypes.find(slug).orElseThrow().type().code().value();
    }

    /** Identifiers of the same form and length under which nothing was issued. */
    private List<String> others(List<String> identifiers) {
        return identifiers.stream().map(this::other).toList();
    }

    private String other(String identifier) {
        String[] parts = identifier.split("\\.");
        int serial = parts.length - 3;
        char[] changed = parts[serial].toCharArray();
        for (int i = changed.length - 4; i < changed.length; i++) {
            changed[i] = Character.forDigit(random.nextInt(10), 10);
        }
        parts[serial] = new String(changed);
        for (char check : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
            parts[parts.length - 1] = Character.toString(check);
            try {
                return LicenseIdentifier.parse(String.join(".", parts)).value();
            } catch (MalformedCodeException next) {
                // Another character is the check character.
            }
        }
        throw new IllegalStateException("no check character fits");
    }

    /** An id of the same month that nobody has. */
    private String likeOne(String id) {
        UUID known = UUID.fromString(id);
        return new UUID(known.getMostSignificantBits(), known.getLeastSignificantBits() ^ random.nextInt(1 << 20) + 1L)
                .toString();
    }
}

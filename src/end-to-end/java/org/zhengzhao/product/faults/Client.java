package org.zhengzhao.product.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.sample.SampleTypes;

/**
 * A system of the issuing authority at work: issues, next versions, acts on licenses of its own and on some that other clients act on at the
 * same time. A request without a final answer is sent again as it was, with the same key, before anything else is done.
 */
final class Client implements Runnable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long TOKEN_NANOS = Duration.ofMinutes(5).toNanos();
    private static final List<String> ENDS = List.of("WITHDRAW", "ANNUL", "REVOKE_AS_PENALTY", "CANCEL");

    private final Load load;
    private final String base;
    private final String name;
    private final Random random;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<Own> own = new ArrayList<>();
    private Optional<Request> pending = Optional.empty();
    private String token = "";
    private long tokenFrom;
    private int requests;

    /** A license on which nobody else acts, so that this client knows what becomes of it. */
    private record Own(String identifier, Standing standing) {}

    /** What may be done next with a license of one's own. */
    private enum Standing {
        VALID,
        SUSPENDED,
        ENDED
    }

    Client(Load load, String base, String name, long seed) {
        this.load = load;
        this.base = base;
        this.name = name;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        try {
            while (load.mayGoOn(pending.isPresent())) {
                if (pending.isPresent()) {
                    send(pending.get(), true);
                } else {
                    Request next = next();
                    pending = Optional.of(next);
                    send(next, false);
                }
                if (pending.isPresent()) {
                    TimeUnit.MILLISECONDS.sleep(200);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | IOException | AssertionError broken) {
            load.broken(name, broken);
        }
    }

    private Request next() throws IOException {
        int choice = random.nextInt(100);
        if (choice < 35 || own.isEmpty()) {
            return issue();
        }
        Optional<String> shared = load.anyShared(random);
        if (choice < 55 && shared.isPresent()) {
            String identifier = shared.get();
            return switch (random.nextInt(8)) {
                case 0, 1, 2 -> event(identifier, "SUSPEND");
                case 3, 4, 5 -> event(identifier, "RESUME");
                case 6 -> version(identifier, "REISSUE");
                // Why a license is cancelled must fit what became of it meanwhile, so none of these is.
                default -> event(identifier, ENDS.get(random.nextInt(ENDS.size() - 1)));
            };
        }
        Own license = own.get(random.nextInt(own.size()));
        return switch (license.standing()) {
            case SUSPENDED -> event(license.identifier(), random.nextInt(5) == 0 ? "REVOKE_AS_PENALTY" : "RESUME");
            case VALID ->
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> event(license.identifier(), "SUSPEND");
                    case 3, 4 -> version(license.identifier(), "CHANGE");
                    case 5, 6 -> version(license.identifier(), "REISSUE");
                    case 7 -> version(license.identifier(), "RENEW");
                    default -> event(license.identifier(), ENDS.get(random.nextInt(ENDS.size())));
                };
            case ENDED -> issue();
        };
    }

    private Request issue() throws IOException {
        ObjectNode order = (ObjectNode) JSON.readTree(CanonicalJson.text(
                SampleTypes.find("food-business-permit").orElseThrow().license()));
        order.put("number", "FAULTS-" + load.name() + "-" + name + "-" + requests);
        return request("", "ISSUE", "/v1/licenses", JSON.writeValueAsString(order));
    }

    private Request event(String identifier, String act) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("act", act);
        body.set("decision", decision(act));
        return request(identifier, act, "/v1/licenses/" + identifier + "/events", JSON.writeValueAsString(body));
    }

    private Request version(String identifier, String kind) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("kind", kind);
        body.set("decision", decision(kind));
        if (kind.equals("CHANGE")) {
            ObjectNode fields = (ObjectNode) JSON.readTree(CanonicalJson.text(SampleTypes.find("food-business-permit")
                            .orElseThrow()
                            .license()))
                    .get("fields");
            fields.put("supervisors", "方以宁、第" + requests + "位");
            body.set("fields", fields);
        }
        return request(identifier, kind, "/v1/licenses/" + identifier + "/versions", JSON.writeValueAsString(body));
    }

    private static ObjectNode decision(String act) {
        String reason = switch (act) {
            case "SUSPEND" -> "PRECAUTION";
            case "RESUME" -> "RECTIFIED";
            case "CHANGE", "RENEW" -> "HOLDER_APPLIED";
            case "REISSUE" -> "LOST";
            case "WITHDRAW" -> "CIRCUMSTANCES_CHANGED";
            case "ANNUL" -> "PROCEDURE_VIOLATED";
            case "REVOKE_AS_PENALTY" -> "ADMINISTRATIVE_PENALTY";
            case "CANCEL" -> "ORGANISATION_TERMINATED";
            default -> throw new IllegalStateException(act);
        };
        return JSON.createObjectNode()
                .put("decidedBy", "陆思远")
                .put("documentNumber", "示市监〔2026〕7号")
                .put("reasonCode", reason);
    }

    private Request request(String license, String act, String path, String body) {
        requests++;
        return new Request("faults-" + load.name() + "-" + name + "-" + requests, license, act, path, body);
    }

    /** Sends it once; it stays pending unless the answer is final. */
    private void send(Request request, boolean again) throws IOException, InterruptedException {
        long began = System.nanoTime();
        HttpResponse<byte[]> answer;
        try {
            if (token.isEmpty() || System.nanoTime() - tokenFrom > TOKEN_NANOS) {
                Optional<String> fresh = token();
                if (fresh.isEmpty()) {
                    return;
                }
                token = fresh.get();
                tokenFrom = System.nanoTime();
            }
            load.log().sending(request, again);
            answer = http.send(
                    HttpRequest.newBuilder(URI.create(base + request.path()))
                            .timeout(LIMIT)
                            .header("Accept-Language", "en")
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", request.key())
                            .POST(BodyPublishers.ofString(request.body()))
                            .build(),
                    BodyHandlers.ofByteArray());
        } catch (IOException none) {
            load.log().unanswered(request, none.getClass().getSimpleName());
            load.unanswered(Duration.ofNanos(System.nanoTime() - began), none);
            return;
        }
        load.answered(request, answer, Duration.ofNanos(System.nanoTime() - began));
        judge(request, answer);
    }

    private void judge(Request request, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() == 201) {
            acknowledged(request, answer);
            pending = Optional.empty();
            return;
        }
        String problem = problem(answer);
        if (answer.statusCode() == 503) {
            load.log().unavailable(request, problem);
            return;
        }
        boolean shared = !request.license().isEmpty()
                && own.stream().noneMatch(license -> license.identifier().equals(request.license()));
        if (answer.statusCode() != 409 || !shared) {
            throw new AssertionError(request + " was answered " + answer.statusCode() + " " + problem);
        }
        load.log().refused(request, problem);
        pending = Optional.empty();
    }

    private void acknowledged(Request request, HttpResponse<byte[]> answer) throws IOException {
        JsonNode document = JSON.readTree(answer.body());
        boolean wasThere = answer.headers()
                .firstValue("Idempotent-Replayed")
                .filter("true"::equals)
                .isPresent();
        if (request.makesLicense()) {
            String made = document.get("identifier").asText();
            load.log().acknowledged(request, made, document.get("digest").asText(), wasThere);
            boolean ofOwn = replace(request.license(), Standing.ENDED);
            if (request.act().equals("ISSUE") && random.nextInt(10) == 0
                    || !request.license().isEmpty() && !ofOwn) {
                load.share(made);
            } else {
                // A renewed one begins when the one before ends: nothing can be suspended until then.
                own.add(new Own(made, request.act().equals("RENEW") ? Standing.ENDED : Standing.VALID));
            }
        } else {
            JsonNode events = document.get("events");
            if (events.size() != 1) {
                throw new AssertionError(request + " was answered with " + events.size() + " events");
            }
            load.log().acknowledged(request, events.get(0).get("id").asText(), "", wasThere);
            replace(
                    request.license(),
                    switch (request.act()) {
                        case "SUSPEND" -> Standing.SUSPENDED;
                        case "RESUME" -> Standing.VALID;
                        default -> Standing.ENDED;
                    });
        }
    }

    private boolean replace(String identifier, Standing standing) {
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).identifier().equals(identifier)) {
                own.set(i, new Own(identifier, standing));
                return true;
            }
        }
        return false;
    }

    private Optional<String> token() throws IOException, InterruptedException {
        String credentials = "market-bureau:" + load.secret();
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(base + "/oauth/token"))
                        .timeout(LIMIT)
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() == 503) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new AssertionError("no token: " + answer.statusCode() + " " + problem(answer));
        }
        return Optional.of(JSON.readTree(answer.body()).get("access_token").asText());
    }

    static String problem(HttpResponse<byte[]> answer) throws IOException {
        JsonNode type = JSON.readTree(answer.body()).path("type");
        return type.asText().replace("urn:zhengzhao:problem:", "");
    }
}

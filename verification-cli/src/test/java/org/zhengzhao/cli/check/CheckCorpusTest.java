package org.zhengzhao.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhengzhao.cli.CommandRun;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.testkit.Corpus;

/**
 * Third-party cases through {@code zhengzhao check}, all of a kind in one run. What comes out differently than its makers
 * expect is listed here with the reason, and nothing else may differ.
 */
class CheckCorpusTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final String OTHER_KEY = "{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"usWxHK2PmfnHKwXPS54m0kTcGJ90UiglWiGahtagnv8\",\"y\":\"IBOL-C3BttVivg-lSreASjpkttcsz-1rb7btKLv8EX4\"}";
    /** Of rekor.sigstore.dev; its SHA-256 is the log identifier in the bundles. */
    private static final String PUBLIC_LOG =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE2G2Y+2tabdTV5BcGiBIx0a9fAFwrkBbmLSGtks4L3qX6yYY0zufBnhC8Ur/iy55GhWP/"
                    + "9A/bY2LhC30M9+RYtw==";

    private static final Map<String, String> TLOG_NUMBERS = Map.of(
            "leafIdx", "index",
            "treeSize", "size",
            "size1", "old-size",
            "size2", "size",
            "size", "size",
            "start", "start",
            "end", "end");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void cose_casesOfThreeProjects_comeOutAsTheirMakersExpect() throws IOException {
        Path folder = Corpus.require("cose");
        Map<String, String> expected = expectations(folder);
        List<ObjectNode> lines = new ArrayList<>();
        for (String name : expected.keySet()) {
            JsonNode test = JSON.readTree(folder.resolve(name).toFile());
            JsonNode sign1 = test.path("input").path("sign0");
            JsonNode sign = test.path("input").path("sign").path("signers");
            ObjectNode line = line(name);
            ArrayNode keys = line.putArray("key");
            if (sign.isArray()) {
                sign.forEach(signer -> keys.add(signer.get("key")));
            } else {
                keys.add(test.has("key") ? test.get("key") : sign1.get("key"));
            }
            line.put(
                    "hex",
                    test.has("output")
                            ? test.path("output").path("cbor").asText()
                            : test.path("sign1::verify")
                                    .path("taggedCOSESign1")
                                    .path("cborHex")
                                    .asText());
            JsonNode external = sign.isArray() ? sign.get(0).path("external") : sign1.path("external");
            if (external.isTextual()) {
                line.put("external", "hex:" + external.asText());
            }
            lines.add(line);
        }

        Map<String, String> strict = outcomes("cose", lines);
        assertThat(differences(expected, strict))
                .containsExactlyInAnyOrderEntriesOf(present(
                        expected,
                        Map.of(
                                "hashsig-hsssig-sig-01.json", "REJECT ALGORITHM_UNKNOWN", // hash-based: not read
                                "sign1-tests-sign-pass-01.json", "REJECT ALGORITHM_MISSING", // alg not protected
                                "sign1-tests-sign-pass-03.json", "REJECT TAG", // no tag
                                "sign-tests-sign-pass-03.json", "REJECT TAG"))); // no tag

        lines.forEach(line -> line.put("lenient", true).put("untagged", true));
        assertThat(differences(expected, outcomes("cose", lines)))
                .containsExactlyInAnyOrderEntriesOf(
                        present(expected, Map.of("hashsig-hsssig-sig-01.json", "REJECT ALGORITHM_UNKNOWN")));
    }

    @Test
    void cbor_casesOfTheStandards_comeOutAsExpected() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        List<ObjectNode> lines = new ArrayList<>();
        for (JsonNode test :
                JSON.readTree(Corpus.require("cbor").resolve("cases.json").toFile())) {
            String hex = test.path("hex").asText();
            expected.put(hex, test.path("expect").asText().equals("WELL-FORMED") ? "ACCEPT" : "REJECT");
            lines.add(line(hex).put("hex", hex));
        }
        assertThat(lines).hasSizeGreaterThan(40);
        assertThat(differences(expected, outcomes("cbor", lines))).isEmpty();
    }

    @Test
    void cwt_healthCertificatesOfTheEuropeanStates_comeOutAsExpected() throws IOException {
        Path folder = Corpus.require("eu-dcc");
        Map<String, String> expected = expectations(folder);
        List<ObjectNode> lines = new ArrayList<>();
        for (String name : expected.keySet()) {
            JsonNode test = JSON.readTree(folder.resolve(name).toFile());
            JsonNode context = test.path("TESTCTX");
            ObjectNode line = line(name).put("text", test.path("PREFIX").asText());
            line.put("prefix", "HC1:");
            line.put("compressed", true);
            line.put("cert", "base64:" + context.path("CERTIFICATE").asText());
            line.put("at", clock(context.path("VALIDATIONCLOCK").asText()));
            lines.add(line);
        }
        Map<String, String> found = outcomes("cwt", lines);
        // Issued after the time at which they are looked at; their makers do not say what a clock should make of it.
        String future = "REJECT ISSUED_IN_THE_FUTURE";
        assertThat(differences(expected, found))
                .containsExactlyInAnyOrderEntriesOf(present(
                        expected,
                        Map.of(
                                "ES-1102.json", future,
                                "ES-2103.json", future,
                                "LU-INCERT_R_DCC_NAAT.json", future,
                                "LU-INCERT_R_DCC_Vaccination.json", future,
                                "FI-1.json", "UNREADABLE OPTION"))); // comes without a certificate
        assertThat(found.get("ES-401.json")).isEqualTo("REJECT KEY_MISMATCH"); // ES256 with a key on P-384
    }

    @Test
    void cwt_claim169_isRejectedWithoutASignature() throws IOException {
        Path folder = Corpus.require("claim169");
        Map<String, String> expected = expectations(folder);
        List<ObjectNode> lines = new ArrayList<>();
        for (String name : expected.keySet()) {
            JsonNode test = JSON.readTree(folder.resolve(name).toFile());
            ObjectNode line = line(name).put("text", test.path("qr_data").asText());
            line.put("prefix", "");
            JsonNode key = test.path("signing_key").path("public_key_hex");
            line.put("key", key.isTextual() ? "hex:" + key.asText() : OTHER_KEY);
            lines.add(line);
        }
        Map<String, String> found = outcomes("cwt", lines);
        // Those that are valid for their makers are not signed, or encrypted: nobody vouches for them.
        assertThat(found.values()).allMatch(outcome -> outcome.startsWith("REJECT "));
    }

    @Test
    void statuslist_vectorsOfTheDraft_giveEveryStatus() throws IOException {
        JsonNode vectors = JSON.readTree(
                Corpus.require("status-list").resolve("vectors.json").toFile());
        for (JsonNode vector : vectors) {
            if (!vector.has("status")) {
                tokens(vector);
                continue;
            }
            ArrayNode indices = JSON.createArrayNode();
            Map<Long, Long> expected = new TreeMap<>();
            vector.get("status").properties().forEach(status -> {
                indices.add(Long.parseLong(status.getKey()));
                expected.put(Long.parseLong(status.getKey()), status.getValue().asLong());
            });
            long entries = vector.path("entries").asLong();
            expected.putIfAbsent(entries - 1, 0L);
            indices.add(entries - 1);
            ObjectNode json = line("json").put("text", vector.get("json").toString());
            ObjectNode cbor = line("cbor").put("hex", vector.get("cbor_hex").asText());
            ObjectNode beyond = line("beyond").put("hex", vector.get("cbor_hex").asText());
            json.set("index", indices);
            cbor.set("index", indices);
            beyond.put("index", entries);
            CommandRun ran = run("statuslist", List.of(json, cbor, beyond));
            for (JsonValue.Members report : ran.reports().subList(0, 2)) {
                assertThat(report.findText("outcome")).contains("ACCEPT");
                assertThat(statuses(report)).isEqualTo(expected);
            }
            assertThat(ran.reports().getLast().findText("code")).contains("INDEX");
        }
    }

    private static void tokens(JsonNode vector) throws IOException {
        String key = vector.get("issuer_key_jwk").toString();
        List<ObjectNode> lines = List.of(
                line("JWT").put("text", vector.path("status_list_jwt").asText()),
                line("CWT").put("hex", vector.path("status_list_cwt_hex").asText()),
                line("referred to")
                        .put("hex", vector.path("status_list_cwt_hex").asText())
                        .put(
                                "token",
                                "hex:" + vector.path("referenced_token_cwt_hex").asText()));
        lines.forEach(line -> line.put("key", key).put("index", "0,1,4,8").put("at", "2024-01-01T00:00:00Z"));
        CommandRun ran = run("statuslist", lines);
        assertThat(ran.reports().stream().map(report -> report.findText("code").orElseThrow()))
                .containsExactly("OK", "OK", "STATUS_INVALID");
        lines.forEach(line -> line.remove("key"));
        assertThat(run("statuslist", lines).reports())
                .allMatch(report -> report.findText("code").orElseThrow().equals("KEY_UNKNOWN"));
        ObjectNode cwt = line("referenced token")
                .put("hex", vector.path("referenced_token_cwt_hex").asText())
                .put("key", key)
                .put("at", "2024-01-01T00:00:00Z");
        assertThat(run("cwt", List.of(cwt)).exit()).isZero();
    }

    @Test
    void sm2_signatures_comeOutAsExpected() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        List<ObjectNode> lines = new ArrayList<>();
        for (JsonNode test :
                JSON.readTree(Corpus.require("sm2").resolve("signatures.json").toFile())) {
            String id = test.path("id").asText();
            expected.put(id, test.path("expect").asText());
            ObjectNode line = line(id);
            line.put(
                    "key",
                    "hex:" + test.path("pub_x").asText() + test.path("pub_y").asText());
            line.put("digest", test.has("digest_hex"));
            line.put(
                    "hex",
                    test.path(test.has("digest_hex") ? "digest_hex" : "message_hex")
                            .asText());
            line.put(
                    "signature",
                    "hex:"
                            + (test.has("sig_der_hex")
                                    ? test.path("sig_der_hex").asText()
                                    : test.path("r").asText() + test.path("s").asText()));
            if (test.has("uid")) {
                line.put("user", test.path("uid").asText());
            }
            lines.add(line);
        }
        assertThat(differences(expected, outcomes("sm2", lines))).isEmpty();
    }

    @Test
    void sdjwt_presentationsOfOthers_comeOutAsExpectedWithTheirClaims() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        Map<String, JsonNode> claims = new HashMap<>();
        List<ObjectNode> lines = new ArrayList<>();
        for (JsonNode test :
                JSON.readTree(Corpus.require("sd-jwt").resolve("cases.json").toFile())) {
            String id = test.path("id").asText();
            expected.put(id, test.path("expect").asText());
            // A presentation in one of the JSON forms may stand there as an object.
            JsonNode presentation = test.path("presentation");
            ObjectNode line = line(id).put(
                            "text", presentation.isTextual() ? presentation.asText() : presentation.toString())
                    .put("key", test.path("issuer_jwk").toString())
                    // Key bindings were made on the day on which the cases were generated.
                    .put("at", "2026-12-31T00:00:00Z");
            if (test.has("kb")) {
                line.put("audience", test.path("kb").path("aud").asText());
                line.put("nonce", test.path("kb").path("nonce").asText());
            }
            if (test.has("verified_contents")) {
                claims.put(id, test.get("verified_contents"));
            }
            lines.add(line);
        }
        assertThat(lines).hasSizeGreaterThan(10);
        assertThat(differences(expected, outcomes("sdjwt", lines))).isEmpty();
        for (JsonValue.Members report : run("sdjwt", lines).reports()) {
            JsonNode contents = claims.get(report.findText("input").orElseThrow());
            if (contents != null) {
                JsonValue.Members facts =
                        (JsonValue.Members) report.find("facts").orElseThrow();
                assertThat(JSON.readTree(facts.findText("claims").orElseThrow()))
                        .isEqualTo(contents);
            }
        }
        // Nobody else's key will do.
        lines.forEach(line -> line.put("key", OTHER_KEY));
        assertThat(outcomes("sdjwt", lines).values()).allMatch(outcome -> outcome.startsWith("REJECT "));
    }

    @Test
    void tlog_proofsOfOthers_comeOutAsExpected() throws IOException {
        Path folder = Corpus.require("tlog");
        for (String kind : List.of("inclusion", "consistency", "subtreeinclusion", "subtreeconsistency")) {
            Map<String, String> expected = new TreeMap<>();
            List<ObjectNode> lines = new ArrayList<>();
            for (JsonNode test :
                    JSON.readTree(folder.resolve("merkle-" + kind + ".json").toFile())) {
                String id = test.path("id").asText();
                expected.put(id, test.path("expect").asText());
                StringBuilder hashes = new StringBuilder();
                test.path("proof").forEach(hash -> hashes.append(hash.asText()).append('\n'));
                ObjectNode line =
                        line(id).put("as", kind.replace("subtree", "subtree-")).put("text", hashes.toString());
                TLOG_NUMBERS.forEach((theirs, ours) -> {
                    if (test.has(theirs)) {
                        line.put(ours, test.path(theirs).bigIntegerValue().toString());
                    }
                });
                Map<String, String> names = new HashMap<>(Map.of("leafHash", "leaf-hash", "root2", "root"));
                names.put("root1", kind.equals("consistency") ? "old-root" : "subtree-root");
                names.put("root", kind.equals("inclusion") ? "root" : "subtree-root");
                names.forEach((theirs, ours) -> {
                    if (test.has(theirs)) {
                        line.put(ours, "base64:" + test.path(theirs).asText());
                    }
                });
                lines.add(line);
            }
            assertThat(lines).hasSizeGreaterThan(20);
            assertThat(differences(expected, outcomes("tlog", lines))).isEmpty();
        }
    }

    @Test
    void tlog_notesKeysAndTexts_comeOutAsExpected() throws IOException {
        Path folder = Corpus.require("tlog");
        Map<String, String> expected = new TreeMap<>();
        List<ObjectNode> lines = new ArrayList<>();
        JsonNode notes = JSON.readTree(folder.resolve("signed-note.json").toFile());
        for (JsonNode test : notes.path("notes")) {
            ObjectNode line = line(test.path("id").asText()).put("as", "note");
            line.put("base64", test.path("note_b64").asText());
            line.set("key", test.path("keys"));
            lines.add(line);
            expected.put(test.path("id").asText(), test.path("expect").asText());
        }
        for (JsonNode test : notes.path("vkeys")) {
            lines.add(line(test.path("id").asText())
                    .put("as", "key")
                    .put("text", test.path("vkey").asText()));
            expected.put(test.path("id").asText(), test.path("expect").asText());
        }
        for (JsonNode test :
                JSON.readTree(folder.resolve("checkpoint-and-proof-syntax.json").toFile())) {
            lines.add(line(test.path("id").asText())
                    .put("as", test.path("kind").asText().replace("tlog-proof", "proof-syntax"))
                    .put("text", test.path("text").asText()));
            // Where only the form can be judged, their word is ACCEPT-SYNTAX.
            expected.put(test.path("id").asText(), test.path("expect").asText().replace("ACCEPT-SYNTAX", "ACCEPT"));
        }
        assertThat(lines).hasSizeGreaterThan(12);
        assertThat(differences(expected, outcomes("tlog", lines))).isEmpty();
    }

    /** What a bundle says of its log, without the rest of it: entry, proof and checkpoint as a proof of C2SP. */
    @Test
    void tlog_bundlesOfSigstore_comeOutAsExpected() throws IOException {
        Path folder = Corpus.require("tlog").resolve("sigstore");
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> found = new TreeMap<>();
        for (JsonNode test : JSON.readTree(folder.resolve("cases.json").toFile())) {
            String id = test.path("id").asText();
            expected.put(id, test.path("expect").asText());
            found.put(id, bundle(id, folder.resolve(id)));
        }
        assertThat(expected).hasSizeGreaterThan(4);
        assertThat(differences(expected, found)).isEmpty();
    }

    private static String bundle(String id, Path folder) throws IOException {
        JsonNode bundle;
        try {
            bundle = JSON.readTree(folder.resolve("bundle.sigstore.json").toFile());
        } catch (JsonProcessingException malformed) {
            return "REJECT not JSON";
        }
        JsonNode entries = bundle.path("verificationMaterial").path("tlogEntries");
        List<ObjectNode> lines = new ArrayList<>();
        for (JsonNode entry : entries) {
            JsonNode proof = entry.path("inclusionProof");
            String checkpoint = proof.path("checkpoint").path("envelope").asText();
            String[] body = checkpoint.split("\n", 4);
            if (body.length < 4
                    || !body[1].equals(proof.path("treeSize").asText())
                    || !body[2].equals(proof.path("rootHash").asText())) {
                return "REJECT the proof is of another checkpoint, or has none";
            }
            StringBuilder text = new StringBuilder(
                    "c2sp.org/tlog-proof@v1\nindex " + proof.path("logIndex").asText() + "\n");
            proof.path("hashes").forEach(hash -> text.append(hash.asText()).append('\n'));
            for (Map.Entry<String, String> log : logs(folder).entrySet()) {
                lines.add(line(id).put("as", "proof")
                        .put("text", text + "\n" + checkpoint)
                        .put("leaf", "base64:" + entry.path("canonicalizedBody").asText())
                        .put("name", log.getValue())
                        .put("public-key", "base64:" + log.getKey()));
            }
        }
        if (entries.isEmpty()) {
            return "REJECT no entry";
        }
        List<String> codes = run("tlog", lines).reports().stream()
                .map(report -> report.findText("code").orElseThrow())
                .toList();
        return codes.contains("OK") ? "ACCEPT" : "REJECT " + codes;
    }

    /** Keys and names of the logs that a case trusts; else that of the public instance. */
    private static Map<String, String> logs(Path folder) throws IOException {
        Path root = folder.resolve("trusted_root.json");
        if (!Files.exists(root)) {
            return Map.of(PUBLIC_LOG, "rekor.sigstore.dev");
        }
        Map<String, String> logs = new TreeMap<>();
        for (JsonNode log : JSON.readTree(root.toFile()).path("tlogs")) {
            logs.put(
                    log.path("publicKey").path("rawBytes").asText(),
                    URI.create(log.path("baseUrl").asText()).getHost());
        }
        return logs;
    }

    /** Seals of others, at the time of each signature. Most have ended since; that alone makes none of them one that was changed. */
    @Test
    void ofd_documentsOfOthers_comeOutAsExpected() throws IOException {
        Path folder = Corpus.require("ofd");
        Map<String, String> expected = expectations(folder);
        // NOTICE is for what was changed after a first seal and before a second: never plainly unchanged.
        expected.replaceAll((name, word) -> word.equals("ACCEPT") ? word : "REJECT");
        List<ObjectNode> lines = expected.keySet().stream()
                .map(name -> line(name).put("file", folder.resolve(name).toString()))
                .toList();
        assertThat(lines).hasSizeGreaterThan(5);
        Map<String, String> found = outcomes("ofd", lines);
        Map<String, String> differences = differences(expected, found);
        // The signatures were made after the seal or the certificate had ended: no fault of the document.
        differences.values().removeIf(outcome -> outcome.matches("REJECT (SEAL|SIGNER)_EXPIRED"));
        assertThat(differences).isEmpty();
        for (JsonValue.Members report : run("ofd", lines).reports()) {
            boolean good = expected.get(report.findText("input").orElseThrow()).equals("ACCEPT");
            String detail = report.findText("detail").orElseThrow();
            assertThat(detail.matches("|does not hold: \\[((SEAL|SIGNER)_EXPIRED(, )?)+]"))
                    .as(detail)
                    .isEqualTo(good);
        }
        // Nobody is trusted who was not named.
        lines.forEach(
                line -> line.put("trust", folder.resolve("keys/sign_cert.pem").toString()));
        assertThat(outcomes("ofd", lines).values()).allMatch(outcome -> outcome.startsWith("REJECT "));
    }

    @Test
    void qr_picturesOfOthers_giveTextsAndNoFalseOnes() throws IOException {
        Path folder = Corpus.require("qr-images");
        List<String> pictures = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().matches(".*\\.(png|jpg|jpeg|gif|bmp)"))
                    .sorted()
                    .limit(40)
                    .forEach(file -> pictures.add(file.toString()));
        }
        List<String> arguments = new ArrayList<>(List.of("check", "qr"));
        arguments.addAll(pictures);
        CommandRun ran = CommandRun.of(NOW, "", arguments);
        assertThat(ran.reports()).hasSize(pictures.size());
        for (JsonValue.Members report : ran.reports()) {
            boolean symbol = Files.exists(Path.of(report.findText("input").orElseThrow() + ".txt"));
            assertThat(symbol || report.findText("code").orElseThrow().equals("NO_SYMBOL"))
                    .isTrue();
        }
    }

    @Test
    void x509_casesOfPkits_comeOutAsExpected() throws IOException {
        Path folder = Corpus.require("x509-pkits");
        Map<String, String> expected = new TreeMap<>();
        List<ObjectNode> lines = new ArrayList<>();
        for (JsonNode test : JSON.readTree(folder.resolve("cases.json").toFile())) {
            String id = test.path("id").asText();
            expected.put(id, test.path("expect").asText());
            ObjectNode line = line(id).put(
                            "file",
                            folder.resolve("certs")
                                    .resolve(test.path("cert").asText())
                                    .toString());
            line.put(
                    "anchor",
                    folder.resolve("certs")
                            .resolve("TrustAnchorRootCertificate.crt")
                            .toString());
            test.path("other_certs")
                    .forEach(other -> line.withArray("intermediate")
                            .add(folder.resolve("certs").resolve(other.asText()).toString()));
            ArrayNode lists = line.putArray("crl")
                    .add(folder.resolve("crls")
                            .resolve("TrustAnchorRootCRL.crl")
                            .toString());
            test.path("crls")
                    .forEach(list -> lists.add(
                            folder.resolve("crls").resolve(list.asText()).toString()));
            JsonNode asked = test.path("params");
            asked.path("user_initial_policy_set")
                    .forEach(policy -> line.withArray("policy").add(policy.asText()));
            line.put("explicit-policy", asked.path("initial_explicit_policy").asBoolean());
            line.put(
                    "inhibit-policy-mapping",
                    asked.path("initial_policy_mapping_inhibit").asBoolean());
            line.put(
                    "inhibit-any-policy",
                    asked.path("initial_any_policy_inhibit").asBoolean());
            lines.add(line);
        }
        assertThat(lines).hasSizeGreaterThan(50);
        assertThat(differences(expected, outcomes("x509", lines))).isEmpty();
    }

    private static ObjectNode line(String name) {
        return JSON.createObjectNode().put("input", name);
    }

    private static CommandRun run(String kind, List<ObjectNode> lines) {
        StringBuilder input = new StringBuilder();
        lines.forEach(line -> input.append(line).append('\n'));
        CommandRun ran = CommandRun.of(NOW, input.toString(), List.of("check", kind, "-"));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.reports()).hasSize(lines.size());
        return ran;
    }

    /** Outcome and code by name. */
    private static Map<String, String> outcomes(String kind, List<ObjectNode> lines) {
        Map<String, String> outcomes = new TreeMap<>();
        for (JsonValue.Members report : run(kind, lines).reports()) {
            outcomes.put(
                    report.findText("input").orElseThrow(),
                    report.findText("outcome").orElseThrow() + " "
                            + report.findText("code").orElseThrow());
        }
        return outcomes;
    }

    private static Map<String, String> differences(Map<String, String> expected, Map<String, String> found) {
        Map<String, String> differences = new TreeMap<>();
        expected.forEach((name, outcome) -> {
            if (!found.getOrDefault(name, "").startsWith(outcome)) {
                differences.put(name, found.getOrDefault(name, "not answered"));
            }
        });
        return differences;
    }

    private static Map<String, String> present(Map<String, String> cases, Map<String, String> reasons) {
        Map<String, String> present = new HashMap<>(reasons);
        present.keySet().retainAll(cases.keySet());
        return present;
    }

    private static Map<String, String> expectations(Path folder) throws IOException {
        Map<String, String> expected = new TreeMap<>();
        List<String> rows = Files.readAllLines(folder.resolve("cases.tsv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split("\t", -1);
            expected.put(cells[0], cells[1]);
        }
        return expected;
    }

    /** Some clocks have no offset. */
    private static String clock(String text) {
        return text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
                ? OffsetDateTime.parse(text).toInstant().toString()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toString();
    }

    private static Map<Long, Long> statuses(JsonValue.Members report) {
        Map<Long, Long> statuses = new TreeMap<>();
        JsonValue.Members facts = (JsonValue.Members) report.find("facts").orElseThrow();
        for (JsonValue status : ((JsonValue.Items) facts.find("statuses").orElseThrow()).values()) {
            JsonValue.Members members = (JsonValue.Members) status;
            statuses.put(whole(members, "index"), whole(members, "status"));
        }
        return statuses;
    }

    private static long whole(JsonValue.Members members, String name) {
        return ((JsonValue.Whole) members.find(name).orElseThrow()).value();
    }
}

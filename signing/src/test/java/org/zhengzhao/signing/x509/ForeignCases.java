package org.zhengzhao.signing.x509;

import com.upokecenter.cbor.CBORObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.X509Check;
import org.zhengzhao.signing.testkit.Corpus;

/** Reads the cases of NIST PKITS, x509-limbo and OpenSSL's OCSP set as they are handed around. */
final class ForeignCases {
    /** Within all certificates of PKITS; for cases of x509-limbo that do not say, after it was made. */
    private static final Instant AT = Instant.parse("2024-01-01T00:00:00Z");

    private ForeignCases() {}

    static List<ForeignCase> pkits() {
        Path folder = Corpus.require("x509-pkits");
        List<ForeignCase> cases = new ArrayList<>();
        for (CBORObject one : json(folder.resolve("cases.json")).getValues()) {
            List<Bytes> lists = new ArrayList<>(files(folder.resolve("crls"), one.get("crls")));
            lists.add(file(folder.resolve("crls").resolve("TrustAnchorRootCRL.crl")));
            String id = one.get("id").AsString();
            cases.add(new ForeignCase(
                    "PKITS",
                    Integer.parseInt(id.substring(0, 1)) + "." + Integer.parseInt(id.substring(1, 3)),
                    id + " " + one.get("name").AsString(),
                    file(folder.resolve("certs").resolve(one.get("cert").AsString())),
                    new X509Check.Options(
                            List.of(file(folder.resolve("certs").resolve("TrustAnchorRootCertificate.crt"))),
                            files(folder.resolve("certs"), one.get("other_certs")),
                            lists,
                            List.of(),
                            X509Check.Options.strict(AT).withPolicies(policies(one.get("params"))),
                            Optional.empty()),
                    isAccepted(one.get("expect").AsString())));
        }
        return cases;
    }

    /** The same cases with every certificate and list of the suite given each time: what does not belong must do no harm. */
    static List<ForeignCase> pkitsWithEverything() {
        Path folder = Corpus.require("x509-pkits");
        List<Bytes> certificates = folder(folder.resolve("certs"));
        List<Bytes> lists = folder(folder.resolve("crls"));
        return pkits().stream()
                .map(one -> new ForeignCase(
                        one.suite(),
                        one.section(),
                        one.name(),
                        one.certificate(),
                        new X509Check.Options(
                                one.options().anchors(),
                                certificates,
                                lists,
                                List.of(),
                                one.options().request(),
                                Optional.empty()),
                        one.accepted()))
                .toList();
    }

    private static List<Bytes> folder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(ForeignCases::file).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static PolicyInputs policies(CBORObject params) {
        if (isAbsent(params)) {
            return PolicyInputs.ANY;
        }
        Set<String> accepted = new HashSet<>();
        CBORObject given = params.get("user_initial_policy_set");
        if (isAbsent(given)) {
            accepted.add(PolicyGraph.ANY);
        } else {
            given.getValues().forEach(policy -> accepted.add(policy.AsString()));
        }
        return new PolicyInputs(
                accepted,
                flag(params, "initial_explicit_policy"),
                flag(params, "initial_policy_mapping_inhibit"),
                flag(params, "initial_any_policy_inhibit"));
    }

    static List<ForeignCase> limbo() {
        Path folder = Corpus.require("x509-limbo");
        List<ForeignCase> cases = new ArrayList<>();
        for (CBORObject one :
                json(folder.resolve("limbo.json")).get("testcases").getValues()) {
            String id = one.get("id").AsString();
            cases.add(new ForeignCase(
                    "x509-limbo",
                    id.substring(0, id.indexOf("::")),
                    id,
                    Bytes.utf8(one.get("peer_certificate").AsString()),
                    new X509Check.Options(
                            pem(one.get("trusted_certs")),
                            pem(one.get("untrusted_intermediates")),
                            List.of(),
                            List.of(),
                            limboRequest(one),
                            Optional.empty()),
                    isAccepted(one.get("expected_result").AsString())));
        }
        return cases;
    }

    private static PathRequest limboRequest(CBORObject one) {
        PathRequest request = X509Check.Options.strict(
                isAbsent(one.get("validation_time")) ? AT : instant(one.get("validation_time")));
        CBORObject depth = one.get("max_chain_depth");
        return isAbsent(depth) ? request : request.withMaximumLength(depth.AsInt32());
    }

    static List<ForeignCase> ocsp() {
        Path folder = Corpus.require("x509-ocsp");
        List<ForeignCase> cases = new ArrayList<>();
        for (CBORObject one : json(folder.resolve("cases.json")).getValues()) {
            String name = one.get("name").AsString();
            cases.add(new ForeignCase(
                    "OCSP",
                    name.substring(0, name.indexOf('_')),
                    name,
                    file(folder.resolve(one.get("cert").AsString())),
                    X509Check.Options.of(
                            List.of(file(folder.resolve(one.get("root").AsString()))),
                            files(folder, one.get("other_certs")),
                            List.of(),
                            files(folder, one.get("ocsps")),
                            instant(one.get("moment"))),
                    isAccepted(one.get("expect").AsString())));
        }
        return cases;
    }

    private static boolean isAccepted(String word) {
        return switch (word) {
            case "ACCEPT", "SUCCESS" -> true;
            case "REJECT", "FAILURE" -> false;
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static boolean isAbsent(CBORObject value) {
        return value == null || value.isNull();
    }

    private static boolean flag(CBORObject params, String name) {
        return !isAbsent(params.get(name)) && params.get(name).AsBoolean();
    }

    private static Instant instant(CBORObject value) {
        return OffsetDateTime.parse(value.AsString()).toInstant();
    }

    private static List<Bytes> pem(CBORObject texts) {
        return texts.getValues().stream()
                .map(text -> Bytes.utf8(text.AsString()))
                .toList();
    }

    private static List<Bytes> files(Path folder, CBORObject names) {
        return isAbsent(names)
                ? List.of()
                : names.getValues().stream()
                        .map(name -> file(folder.resolve(name.AsString())))
                        .toList();
    }

    private static CBORObject json(Path file) {
        return CBORObject.FromJSONBytes(file(file).toArray());
    }

    private static Bytes file(Path path) {
        try {
            return Bytes.of(Files.readAllBytes(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

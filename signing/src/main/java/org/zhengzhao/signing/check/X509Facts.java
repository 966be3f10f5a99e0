package org.zhengzhao.signing.check;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.report.VisibleText;
import org.zhengzhao.signing.x509.PathProblem;
import org.zhengzhao.signing.x509.PathResult;
import org.zhengzhao.signing.x509.RevocationFinding;

/** What a check of a certificate says for machines. The member names are API: add, never rename. */
final class X509Facts {
    private X509Facts() {}

    static Map<String, JsonValue> of(X509Certificate certificate, PathResult result) {
        Map<String, JsonValue> facts = new LinkedHashMap<>();
        if (result instanceof PathResult.Invalid invalid && invalid.problem() == PathProblem.MALFORMED) {
            // Nothing of a certificate that cannot be read is told as a fact.
            return facts;
        }
        facts.put("subject", subject(certificate));
        facts.put("serial", text(certificate.getSerialNumber().toString(16)));
        facts.put("notBefore", text(certificate.getNotBefore().toInstant().toString()));
        facts.put("notAfter", text(certificate.getNotAfter().toInstant().toString()));
        switch (result) {
            case PathResult.Valid valid -> {
                facts.put("path", subjects(valid.certificates()));
                facts.put("policies", texts(valid.policies().stream().sorted().toList()));
            }
            case PathResult.Invalid invalid -> {
                facts.put("path", subjects(invalid.certificates()));
                invalid.certificate().ifPresent(concerned -> facts.put("concerns", subject(concerned)));
            }
        }
        facts.put(
                "evidence",
                new JsonValue.Items(result.evidence().stream()
                        .<JsonValue>map(X509Facts::evidence)
                        .toList()));
        return facts;
    }

    private static JsonValue evidence(RevocationFinding finding) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("certificate", subject(finding.certificate()));
        members.put("status", text(finding.status().name()));
        members.put("kind", text(finding.kind().name()));
        members.put("issuer", text(finding.issuer()));
        put(members, "number", finding.number().map(number -> number.toString()));
        members.put("thisUpdate", text(finding.thisUpdate().toString()));
        put(members, "nextUpdate", finding.nextUpdate().map(instant -> instant.toString()));
        put(members, "revokedAt", finding.revokedAt().map(instant -> instant.toString()));
        put(members, "reason", finding.reason());
        return new JsonValue.Members(members);
    }

    private static void put(Map<String, JsonValue> members, String name, Optional<String> value) {
        value.ifPresent(present -> members.put(name, text(present)));
    }

    private static JsonValue subjects(List<X509Certificate> certificates) {
        return new JsonValue.Items(
                certificates.stream().<JsonValue>map(X509Facts::subject).toList());
    }

    private static JsonValue texts(List<String> values) {
        return new JsonValue.Items(
                values.stream().<JsonValue>map(X509Facts::text).toList());
    }

    private static JsonValue subject(X509Certificate certificate) {
        try {
            return text(certificate.getSubjectX500Principal().getName());
        } catch (RuntimeException unreadable) {
            // Bouncy Castle reads names late, and answers broken ones with unchecked exceptions.
            return text("");
        }
    }

    private static JsonValue text(String value) {
        return CheckLine.text(VisibleText.of(value));
    }

    static String detail(PathProblem problem) {
        return switch (problem) {
            case NO_PATH -> "no chain of issuers leads to an anchor";
            case SIGNATURE -> "a signature does not belong to the issuer's key";
            case EXPIRED -> "a certificate on the path has expired";
            case NOT_YET_VALID -> "a certificate on the path is not yet valid";
            case BASIC_CONSTRAINTS -> "an issuer on the path is no certification authority";
            case PATH_LENGTH -> "more authorities on the path than one of them allows";
            case KEY_USAGE -> "a key on the path was not certified for what it did";
            case EXTENDED_KEY_USAGE -> "the certificate is not for the purpose that was asked";
            case NAME_CONSTRAINTS -> "a name is outside of what an authority may certify";
            case POLICY -> "no acceptable certificate policy, where one is required";
            case CRITICAL_EXTENSION -> "an unknown critical extension";
            case ALGORITHM -> "an algorithm or key that is not allowed at that time";
            case NOT_CONFORMING -> "a certificate breaks the profile of RFC 5280 section 4";
            case REVOKED -> "a certificate on the path was revoked or on hold";
            case REVOCATION_UNKNOWN -> "whether a certificate was revoked could not be found out";
            case MALFORMED -> "a certificate that cannot be read";
            case LIMIT -> "larger, or more work, than what is looked at";
        };
    }
}

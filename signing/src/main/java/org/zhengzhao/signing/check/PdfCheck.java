package org.zhengzhao.signing.check;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.check.PdfSignatureJudge.Judged;
import org.zhengzhao.signing.check.PdfSignatureJudge.Trouble;
import org.zhengzhao.signing.report.VisibleText;
import org.zhengzhao.signing.structure.Change;
import org.zhengzhao.signing.structure.MalformedPdfException;
import org.zhengzhao.signing.structure.PdfStructure;
import org.zhengzhao.signing.structure.SignatureInspection;

/**
 * Checks the signatures of any PDF, whether it is a license or not. Accepted is what is wholly covered by intact signatures and
 * document timestamps; behind the last of them only validation data may stand. Without trusted certificates nothing is said
 * about who signed.
 */
public final class PdfCheck {
    /** The longest file that is read. */
    public static final int MAX_OCTETS = 20 * 1024 * 1024;

    private static final byte[] SIGNED = "/ByteRange".getBytes(StandardCharsets.US_ASCII);

    private final Provider provider;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public PdfCheck(Provider provider) {
        this.provider = Objects.requireNonNull(provider);
    }

    /**
     * What a file is held against.
     *
     * @param trust trust anchors, and what stands between; empty where trust is not asked about
     * @param at the instant as of which certificates and algorithms are judged
     */
    public record Options(Optional<List<X509Certificate>> trust, Instant at) {
        public Options {
            trust = trust.map(List::copyOf);
            Objects.requireNonNull(at);
        }
    }

    public CheckReport check(Bytes file, Options options) {
        if (file.length() > MAX_OCTETS) {
            return CheckReport.unreadable("LIMIT", "the file is too large");
        }
        try {
            return report(file, PdfStructure.read(file), options);
        } catch (MalformedPdfException broken) {
            return switch (broken.reason()) {
                case NOT_A_PDF -> CheckReport.unreadable("NOT_A_PDF", "no PDF header at the first octet");
                case ENCRYPTED -> CheckReport.unreadable("ENCRYPTED", "the file is encrypted");
                case LIMIT -> CheckReport.unreadable("LIMIT", "too large or too deep: " + broken.where());
                case STRUCTURE -> broken(file, broken.where());
            };
        }
    }

    /** A file that claims a signature, and that readers would have to repair, is refused and not merely unreadable. */
    private static CheckReport broken(Bytes file, String where) {
        String detail = "the structure is broken: " + where;
        return contains(file.toArray(), SIGNED)
                ? CheckReport.reject(PdfProblem.STRUCTURE.name(), detail, JsonValue.Members.EMPTY)
                : CheckReport.unreadable(PdfProblem.STRUCTURE.name(), detail);
    }

    private static boolean contains(byte[] octets, byte[] word) {
        for (int i = 0; i + word.length <= octets.length; i++) {
            int j = 0;
            while (j < word.length && octets[i + j] == word[j]) {
                j++;
            }
            if (j == word.length) {
                return true;
            }
        }
        return false;
    }

    private CheckReport report(Bytes file, PdfStructure structure, Options options) {
        PdfSignatureJudge judge = new PdfSignatureJudge(file, options, provider);
        List<Judged> judged = new ArrayList<>();
        for (SignatureInspection signature : structure.signatures()) {
            judged.add(judge.judge(signature));
        }
        Optional<Trouble> trouble = judged.stream()
                .map(Judged::troubles)
                .flatMap(List::stream)
                .findFirst()
                .or(() -> uncovered(structure))
                .or(() -> unproven(judged));
        JsonValue.Members facts = facts(judged, options);
        return trouble.map(found -> CheckReport.reject(found.problem().name(), found.detail(), facts))
                .orElseGet(() -> CheckReport.accept(facts));
    }

    /**
     * Whoever signs must be trusted where trust is asked about, and a timestamp beside that proves something or nothing. Where
     * nobody signs, somebody who is trusted must have timestamped.
     */
    private static Optional<Trouble> unproven(List<Judged> judged) {
        boolean vouched =
                judged.stream().anyMatch(signature -> signature.unproven().isEmpty());
        return vouched ? Optional.empty() : judged.getFirst().unproven();
    }

    /** Behind the last signature stands nothing, or validation data and what saving them needs. */
    private static Optional<Trouble> uncovered(PdfStructure structure) {
        if (structure.signatures().isEmpty()) {
            return Optional.of(new Trouble(PdfProblem.NO_SIGNATURE, "the file carries no signature"));
        }
        SignatureInspection last = structure.signatures().getLast();
        if (last.coversWholeFile()) {
            return Optional.empty();
        }
        List<Change> behind = last.laterChanges();
        boolean evidence = behind.stream().anyMatch(change -> change.kind() == Change.Kind.VALIDATION_DATA);
        return behind.stream()
                .filter(change -> !isSaving(change))
                .findFirst()
                .map(change -> change.subject() + " " + change.what())
                .or(() -> evidence ? Optional.empty() : Optional.of("no validation data"))
                .map(detail -> new Trouble(PdfProblem.CHANGED_AFTER_SIGNING, "behind all signatures: " + detail));
    }

    private static boolean isSaving(Change change) {
        return switch (change.kind()) {
            case VALIDATION_DATA, UNUSED -> true;
            case METADATA -> change.what().equals("Info");
            case DOCUMENT_TIMESTAMP, SIGNATURE, VISIBLE_SIGNATURE, OCTETS, OTHER -> false;
        };
    }

    private static JsonValue.Members facts(List<Judged> judged, Options options) {
        Map<String, JsonValue> facts = new LinkedHashMap<>();
        facts.put("trustChecked", new JsonValue.Flag(options.trust().isPresent()));
        facts.put("at", new JsonValue.Text(options.at().toString()));
        facts.put(
                "signatures",
                new JsonValue.Items(judged.stream()
                        .map(signature -> (JsonValue) facts(signature))
                        .toList()));
        return new JsonValue.Members(facts);
    }

    private static JsonValue.Members facts(Judged judged) {
        SignatureInspection place = judged.place();
        Map<String, JsonValue> facts = new LinkedHashMap<>();
        facts.put("field", text(place.field()));
        facts.put("object", text(place.object()));
        facts.put("documentTimestamp", new JsonValue.Flag(place.isTimestamp()));
        facts.put("coversWholeFile", new JsonValue.Flag(place.coversWholeFile()));
        place.range().ifPresent(range -> facts.put("coveredUntil", new JsonValue.Whole(range.end())));
        judged.values().forEach((name, value) -> facts.put(name, text(value)));
        facts.put(
                "laterChanges",
                new JsonValue.Items(place.laterChanges().stream()
                        .map(change -> (JsonValue) text(change.kind() + " " + change.subject() + " " + change.what()))
                        .toList()));
        facts.put(
                "problems",
                new JsonValue.Items(judged.troubles().stream()
                        .map(trouble -> (JsonValue) text(trouble.problem().name()))
                        .distinct()
                        .toList()));
        return new JsonValue.Members(facts);
    }

    private static JsonValue.Text text(String value) {
        return new JsonValue.Text(VisibleText.of(value).strip());
    }
}

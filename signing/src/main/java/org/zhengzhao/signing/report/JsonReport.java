package org.zhengzhao.signing.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.credential.ShownHolder;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.verify.CheckResult;
import org.zhengzhao.signing.verify.Face;
import org.zhengzhao.signing.verify.Failure;
import org.zhengzhao.signing.verify.Gap;
import org.zhengzhao.signing.verify.LicenseSummary;
import org.zhengzhao.signing.verify.ReceiptSummary;
import org.zhengzhao.signing.verify.Signer;
import org.zhengzhao.signing.verify.Verdict;

/** A report as one line of JSON. The members and codes are API: add, never rename. */
public final class JsonReport {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonReport() {}

    /** The object, without a line break. */
    public static String line(Report report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("document", report.document());
            switch (report) {
                case Report.Judged judged -> write(json, judged);
                case Report.Unreadable unreadable -> write(json, unreadable);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string takes everything", impossible);
        }
        return VisibleText.inJson(text.toString());
    }

    private static void write(JsonGenerator json, Report.Judged report) throws IOException {
        json.writeStringField("kind", report.kind());
        json.writeStringField("verdict", word(report.verdict()));
        List<Failure> failures = report.verdict() instanceof Verdict.Invalid invalid ? invalid.failures() : List.of();
        json.writeArrayFieldStart("failures");
        for (Failure failure : failures) {
            finding(json, failure.code().name(), failure.subject());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("gaps");
        for (Gap gap : gaps(report.verdict())) {
            finding(json, gap.code().name(), gap.subject());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("checks");
        for (CheckResult check : report.verdict().evidence().checks()) {
            json.writeStartObject();
            json.writeStringField("name", check.claim().id());
            json.writeStringField("outcome", check.outcome().name());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (report.license().isPresent()) {
            json.writeFieldName("license");
            license(json, report.license().get());
        } else {
            json.writeNullField("license");
        }
        if (report.signer().isPresent()) {
            json.writeFieldName("signer");
            signer(json, report.signer().get());
        } else {
            json.writeNullField("signer");
        }
        json.writeStringField("asOf", report.asOf().toString());
        text(json, "statusAsOf", report.statusAsOf().map(Object::toString));
        // Receipts have one member more; the object for licenses stays as it was.
        if (report.verdict().evidence().face() == Face.RECEIPT) {
            json.writeFieldName("receipt");
            if (report.receipt().isPresent()) {
                receipt(json, report.receipt().get());
            } else {
                json.writeNull();
            }
        }
    }

    private static void write(JsonGenerator json, Report.Unreadable report) throws IOException {
        json.writeNullField("kind");
        json.writeStringField("verdict", "UNREADABLE");
        json.writeArrayFieldStart("failures");
        finding(json, report.refusal().name(), "");
        json.writeEndArray();
        json.writeArrayFieldStart("gaps");
        json.writeEndArray();
        json.writeArrayFieldStart("checks");
        json.writeEndArray();
        json.writeNullField("license");
        json.writeNullField("signer");
        json.writeStringField("asOf", report.asOf().toString());
        json.writeNullField("statusAsOf");
    }

    static List<Gap> gaps(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Valid valid -> List.of();
            case Verdict.Invalid invalid -> invalid.gaps();
            case Verdict.Undetermined undetermined -> undetermined.gaps();
        };
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Valid valid -> "VALID";
            case Verdict.Invalid invalid -> "INVALID";
            case Verdict.Undetermined undetermined -> "UNDETERMINED";
        };
    }

    private static void finding(JsonGenerator json, String code, String subject) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", code);
        json.writeStringField("subject", subject);
        json.writeEndObject();
    }

    private static void license(JsonGenerator json, LicenseSummary license) throws IOException {
        json.writeStartObject();
        json.writeStringField("identifier", license.identifier().value());
        bilingual(json, "typeName", license.typeName());
        json.writeStringField("number", license.number());
        json.writeArrayFieldStart("holders");
        for (ShownHolder holder : license.holders()) {
            json.writeStartObject();
            json.writeStringField("name", holder.name());
            json.writeStringField("codeType", holder.codeType().code());
            json.writeStringField("code", holder.code());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("issuingAuthority");
        json.writeStringField("code", license.issuingAuthority().code().value());
        json.writeStringField("name", license.issuingAuthority().name());
        json.writeEndObject();
        json.writeStringField("issuedOn", license.issuedOn().toString());
        json.writeStringField("validFrom", license.validFrom().toString());
        text(json, "validUntil", license.validUntil().map(LocalDate::toString));
        json.writeArrayFieldStart("fields");
        for (LicenseSummary.Field field : license.fields()) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            bilingual(json, "title", field.title());
            json.writeFieldName("value");
            value(json, field.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("digest", license.digest().hex());
        json.writeEndObject();
    }

    private static void receipt(JsonGenerator json, ReceiptSummary receipt) throws IOException {
        ReceiptClaims claims = receipt.claims();
        json.writeStartObject();
        json.writeStringField("form", receipt.form().name());
        json.writeStringField("id", claims.id().toString());
        json.writeStringField("registry", claims.registry());
        json.writeStringField("askedAt", claims.askedAt().toString());
        json.writeObjectFieldStart("asker");
        json.writeStringField("authority", claims.asker().authority().value());
        json.writeStringField("client", claims.asker().client());
        json.writeStringField("officer", claims.asker().officer());
        json.writeEndObject();
        json.writeStringField("purpose", claims.askedFor().purpose());
        json.writeStringField("matter", claims.askedFor().matter());
        json.writeStringField("caseNumber", claims.askedFor().caseNumber());
        text(json, "holder", claims.holder().map(Bytes::toHex));
        json.writeStringField("operation", claims.operation().name());
        json.writeStringField("outcome", claims.outcome().name());
        texts(
                json,
                "licenses",
                claims.licenses().stream().map(LicenseIdentifier::value).toList());
        texts(json, "fields", claims.fields());
        texts(json, "predicates", claims.predicates());
        json.writeStringField("answerSha256", claims.answerDigest().toHex());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void signer(JsonGenerator json, Signer signer) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", signer.name());
        text(json, "organisation", signer.organisation().map(code -> code.value()));
        json.writeStringField("certificateSha256", signer.certificateDigest().toHex());
        json.writeStringField("validFrom", signer.validFrom().toString());
        json.writeStringField("validUntil", signer.validUntil().toString());
        json.writeEndObject();
    }

    private static void bilingual(JsonGenerator json, String name, Bilingual text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("zh-CN", text.chinese());
        json.writeStringField("en", text.english());
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, JsonValue value) throws IOException {
        switch (value) {
            case JsonValue.Text text -> json.writeString(text.value());
            case JsonValue.Whole whole -> json.writeNumber(whole.value());
            case JsonValue.Flag flag -> json.writeBoolean(flag.value());
            case JsonValue.Items items -> {
                json.writeStartArray();
                for (JsonValue item : items.values()) {
                    value(json, item);
                }
                json.writeEndArray();
            }
            case JsonValue.Members members -> {
                json.writeStartObject();
                for (String name : members.values().keySet()) {
                    json.writeFieldName(name);
                    value(json, members.find(name).orElseThrow());
                }
                json.writeEndObject();
            }
        }
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }
}

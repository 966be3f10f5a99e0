package org.zhengzhao.registry.grant;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.json.JsonValue;

/** The terms of a grant as the API shows them. Without fields and predicates they are for the whole license. */
@Schema(name = "GrantTerms")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TermsDocument(
        String department,
        String matter,
        String type,

        @Schema(description = "Parts of the license as JSON Pointers, for example /holders or /fields/scope") @Nullable
        List<String> fields,

        @Schema(description = "Questions that may be answered with yes or no; no value is shown") @Nullable
        List<PredicateDocument> predicates,

        String legalBasis,

        @Schema(description = "Area code: only licenses issued there") @Nullable
        String region,

        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        @Nullable Integer dailyCap) {
    /** A question. */
    @Schema(name = "Predicate")
    record PredicateDocument(String field, Predicate.Operator operator, Object value) {
        static PredicateDocument of(Predicate predicate) {
            Object value = switch (predicate.value()) {
                case JsonValue.Text text -> text.value();
                case JsonValue.Whole whole -> whole.value();
                case JsonValue.Flag flag -> flag.value();
                case JsonValue.Items items -> throw new IllegalStateException("not a plain value");
                case JsonValue.Members members -> throw new IllegalStateException("not a plain value");
            };
            return new PredicateDocument(predicate.field(), predicate.operator(), value);
        }
    }

    static TermsDocument of(GrantTerms terms) {
        List<String> fields = terms.scope() instanceof GrantScope.Fields some
                ? some.pointers().stream().sorted().toList()
                : null;
        List<PredicateDocument> predicates = terms.scope() instanceof GrantScope.Predicates some
                ? some.predicates().stream().map(PredicateDocument::of).toList()
                : null;
        return new TermsDocument(
                terms.department().value(),
                terms.matter(),
                terms.type().value(),
                fields,
                predicates,
                terms.legalBasis(),
                terms.region().map(AreaCode::value).orElse(null),
                terms.validFrom(),
                terms.validUntil().orElse(null),
                terms.dailyCap().isPresent() ? terms.dailyCap().getAsInt() : null);
    }
}

package org.zhengzhao.registry.grant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.Uscc;

/** The terms of a grant or of a request as columns. */
@Embeddable
class TermsColumns {
    @Column(name = "department_code")
    String departmentCode;

    @Column(name = "matter_code")
    String matterCode;

    @Column(name = "type_code")
    String typeCode;

    String scope;

    @Nullable
    String fields;

    @Nullable
    String predicates;

    @Column(name = "legal_basis")
    String legalBasis;

    @Column(name = "region_code")
    @Nullable
    String regionCode;

    @Column(name = "valid_from")
    LocalDate validFrom;

    @Column(name = "valid_until")
    @Nullable
    LocalDate validUntil;

    @Column(name = "daily_cap")
    @Nullable
    Integer dailyCap;

    @SuppressWarnings("NullAway.Init")
    TermsColumns() {}

    static TermsColumns of(GrantTerms terms) {
        TermsColumns columns = new TermsColumns();
        columns.departmentCode = terms.department().value();
        columns.matterCode = terms.matter();
        columns.typeCode = terms.type().value();
        columns.scope = ScopeText.kind(terms.scope());
        columns.fields = ScopeText.fields(terms.scope());
        columns.predicates = ScopeText.predicates(terms.scope());
        columns.legalBasis = terms.legalBasis();
        columns.regionCode = terms.region().map(AreaCode::value).orElse(null);
        columns.validFrom = terms.validFrom();
        columns.validUntil = terms.validUntil().orElse(null);
        columns.dailyCap = terms.dailyCap().isPresent() ? terms.dailyCap().getAsInt() : null;
        return columns;
    }

    GrantTerms terms() {
        return new GrantTerms(
                new Uscc(departmentCode),
                matterCode,
                ScopeText.type(typeCode),
                ScopeText.read(scope, fields, predicates),
                legalBasis,
                Optional.ofNullable(regionCode).map(AreaCode::new),
                validFrom,
                Optional.ofNullable(validUntil),
                dailyCap == null ? OptionalInt.empty() : OptionalInt.of(dailyCap));
    }
}

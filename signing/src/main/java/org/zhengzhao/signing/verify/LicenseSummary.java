package org.zhengzhao.signing.verify;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.schema.license.LicenseDigest;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.credential.ShownHolder;

/**
 * What a document says of the license, as far as it is bound by the signature.
 *
 * @param validUntil last day, empty for 长期
 */
public record LicenseSummary(
        LicenseIdentifier identifier,
        Bilingual typeName,
        String number,
        List<ShownHolder> holders,
        Authority issuingAuthority,
        LocalDate issuedOn,
        LocalDate validFrom,
        Optional<LocalDate> validUntil,
        List<Field> fields,
        LicenseDigest digest)
        implements Statement {
    public LicenseSummary {
        Objects.requireNonNull(identifier);
        Objects.requireNonNull(typeName);
        Objects.requireNonNull(number);
        Objects.requireNonNull(issuingAuthority);
        Objects.requireNonNull(issuedOn);
        Objects.requireNonNull(validFrom);
        Objects.requireNonNull(validUntil);
        Objects.requireNonNull(digest);
        holders = List.copyOf(holders);
        fields = List.copyOf(fields);
    }

    /** A business field with its title. */
    public record Field(String name, Bilingual title, JsonValue value) {
        public Field {
            Objects.requireNonNull(name);
            Objects.requireNonNull(title);
            Objects.requireNonNull(value);
        }

        /** Without the value, which may be personal. */
        @Override
        public String toString() {
            return "Field[" + name + "]";
        }
    }

    /** The identifier only: the rest is personal. */
    @Override
    public String toString() {
        return "LicenseSummary[" + identifier + "]";
    }
}

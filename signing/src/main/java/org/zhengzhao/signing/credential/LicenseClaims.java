package org.zhengzhao.signing.credential;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseDigest;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.signing.status.StatusReference;

/**
 * What a credential claims about a license.
 *
 * @param issuer USCC of the issuing authority ({@code iss})
 * @param identifier the license ({@code sub})
 * @param issuedAt when the credential was made ({@code iat}), whole seconds
 * @param notBefore first instant of the license's validity ({@code nbf})
 * @param expires first instant at which the license is valid no more ({@code exp}); empty for 长期
 * @param digest the license digest, which ties the credential to the license's other faces
 * @param status where the license's status is published ({@code status}, a token status list); empty where it is not
 */
public record LicenseClaims(
        Uscc issuer,
        LicenseIdentifier identifier,
        Instant issuedAt,
        Instant notBefore,
        Optional<Instant> expires,
        LicenseDigest digest,
        int typeVersion,
        Bilingual typeName,
        String number,
        List<ShownHolder> holders,
        List<ShownField> fields,
        String authorityName,
        LocalDate issuedOn,
        Optional<StatusReference> status) {
    public static final int MAX_FIELDS = 64;

    public LicenseClaims {
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(identifier);
        Objects.requireNonNull(digest);
        Objects.requireNonNull(typeName);
        Objects.requireNonNull(number);
        Objects.requireNonNull(authorityName);
        Objects.requireNonNull(issuedOn);
        Objects.requireNonNull(status);
        issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
        expires = expires.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS));
        holders = List.copyOf(holders);
        fields = List.copyOf(fields);
        if (holders.isEmpty() || holders.size() > LicenseContent.MAX_HOLDERS || fields.size() > MAX_FIELDS) {
            throw new IllegalArgumentException("too few or too many holders or fields");
        }
    }

    /** The claims about a license whose status is published nowhere. */
    public static LicenseClaims of(LicenseType type, LicenseContent content, Instant issuedAt) {
        return of(type, content, Optional.empty(), issuedAt);
    }

    /**
     * The claims about a license. Fields that the type names for the QR and the license does not have are left out.
     *
     * @param status where the license's status is published
     * @param issuedAt when the credential is made
     * @throws IllegalArgumentException if the type names a field for the QR that holds no plain value
     */
    public static LicenseClaims of(
            LicenseType type, LicenseContent content, Optional<StatusReference> status, Instant issuedAt) {
        return new LicenseClaims(
                content.issuingAuthority().code(),
                content.identifier(),
                issuedAt,
                content.validity().start(),
                content.validity().end(),
                LicenseDigest.of(content),
                content.typeVersion(),
                content.typeName(),
                content.number(),
                content.holders().stream().map(ShownHolder::of).toList(),
                type.qrFields().stream()
                        .flatMap(name -> content.fields().find(name).stream()
                                .map(value -> new ShownField(name, chineseTitle(type, name), value)))
                        .toList(),
                content.issuingAuthority().name(),
                content.issuedOn(),
                status);
    }

    /** The issuing authority as the claims name it. */
    public Authority issuingAuthority() {
        return new Authority(issuer, authorityName);
    }

    /** Identifier and times only: the rest is personal. */
    @Override
    public String toString() {
        return "LicenseClaims[" + identifier + ", issued at " + issuedAt + "]";
    }

    private static String chineseTitle(LicenseType type, String field) {
        return member(type.fields().definition(), "properties")
                .flatMap(properties -> member(properties, field))
                .flatMap(property -> member(property, "x-titles"))
                .flatMap(titles -> titles.findText("zh-CN"))
                .filter(title -> !title.isBlank())
                .orElse(field);
    }

    private static Optional<JsonValue.Members> member(JsonValue.Members members, String name) {
        return members.find(name)
                .flatMap(value -> value instanceof JsonValue.Members inner ? Optional.of(inner) : Optional.empty());
    }
}

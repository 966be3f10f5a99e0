package org.zhengzhao.schema.license;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;

/**
 * What a license says. All faces of a license are made from one content and carry its {@link LicenseDigest}.
 *
 * @param typeVersion the version of the type definition under which the license was issued
 * @param number the license number (证照编号) printed on the face
 * @param areaCode six digits of GB/T 2260: the area in whose charge the license is
 * @param fields the business fields, by name, as the type's schema has them; a picture is present as
 *     {@code sha-256:<hex>} of its octets
 * @param predecessor the version before this one (关联证照标识), where this one was issued in its place
 */
public record LicenseContent(
        LicenseIdentifier identifier,
        int typeVersion,
        Bilingual typeName,
        String number,
        Authority issuingAuthority,
        List<Holder> holders,
        LocalDate issuedOn,
        ValidityPeriod validity,
        String areaCode,
        JsonValue.Members fields,
        Optional<LicenseIdentifier> predecessor) {
    public static final int MAX_HOLDERS = 100;

    public LicenseContent {
        Objects.requireNonNull(identifier);
        Objects.requireNonNull(typeName);
        Objects.requireNonNull(issuedOn);
        Objects.requireNonNull(validity);
        Objects.requireNonNull(fields);
        holders = List.copyOf(holders);
        if (holders.isEmpty() || holders.size() > MAX_HOLDERS) {
            throw new IllegalArgumentException("a license has 1 to " + MAX_HOLDERS + " holders");
        }
        if (typeVersion < 1) {
            throw new IllegalArgumentException("type versions start at 1");
        }
        if (number.isBlank()) {
            throw new IllegalArgumentException("a license has a number");
        }
        if (!areaCode.matches("[0-9]{6}")) {
            throw new IllegalArgumentException("an area code has six digits");
        }
        Uscc authority = identifier.authority();
        if (!authority.equals(issuingAuthority.code())) {
            throw new IllegalArgumentException("the identifier names another authority");
        }
        if (predecessor.isPresent() && !predecessor.equals(identifier.previous())) {
            throw new IllegalArgumentException("the predecessor is the version before");
        }
    }

    /** A license that stands in nobody's place. */
    public LicenseContent(
            LicenseIdentifier identifier,
            int typeVersion,
            Bilingual typeName,
            String number,
            Authority issuingAuthority,
            List<Holder> holders,
            LocalDate issuedOn,
            ValidityPeriod validity,
            String areaCode,
            JsonValue.Members fields) {
        this(
                identifier,
                typeVersion,
                typeName,
                number,
                issuingAuthority,
                holders,
                issuedOn,
                validity,
                areaCode,
                fields,
                Optional.empty());
    }
}

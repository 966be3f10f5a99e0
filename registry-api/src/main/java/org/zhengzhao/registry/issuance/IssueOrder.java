package org.zhengzhao.registry.issuance;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.Holder;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.type.FieldValidator;
import org.zhengzhao.schema.type.LicenseType;

/**
 * A checked order to issue one license.
 *
 * @param rules those of the type for its fields, which the fields follow
 * @param fields the business fields as the content has them: pictures replaced by their SHA-256
 * @param pictures octets of the pictures, by field
 */
public record IssueOrder(
        LicenseType type,
        FieldValidator rules,
        String number,
        List<Holder> holders,
        LocalDate issuedOn,
        ValidityPeriod validity,
        String areaCode,
        JsonValue.Members fields,
        Map<String, Bytes> pictures) {
    public IssueOrder {
        Objects.requireNonNull(type);
        Objects.requireNonNull(rules);
        Objects.requireNonNull(number);
        Objects.requireNonNull(issuedOn);
        Objects.requireNonNull(validity);
        Objects.requireNonNull(areaCode);
        Objects.requireNonNull(fields);
        holders = List.copyOf(holders);
        pictures = Map.copyOf(pictures);
    }
}

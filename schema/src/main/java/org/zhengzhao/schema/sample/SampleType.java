package org.zhengzhao.schema.sample;

import java.util.Objects;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.type.LicenseType;

/**
 * A license type that comes along.
 *
 * @param slug short name for files and addresses
 * @param type the type, in version 1
 * @param license a request for a license of the type: {@code typeCode, number, holders, issuedOn, validFrom, validUntil,
 *     areaCode, fields}; people and organisations in it do not exist, their codes are valid
 */
public record SampleType(String slug, LicenseType type, JsonValue.Members license) {
    public SampleType {
        Objects.requireNonNull(slug);
        Objects.requireNonNull(type);
        Objects.requireNonNull(license);
    }
}

package org.zhengzhao.schema.code;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.code.MalformedCodeException.Reason;

/**
 * Area code (行政区划代码), GB/T 2260: six digits, of which the first two name the province; {@code 100000} stands for the
 * whole country, as in the codes of national authorities. Whether the county exists is not checked: the list changes every
 * year and old licenses keep the codes of their time.
 */
public record AreaCode(String value) {
    private static final int LENGTH = 6;
    private static final String COUNTRY = "100000";
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82");

    public AreaCode {
        Objects.requireNonNull(value);
        Reason broken = brokenRule(value);
        if (broken != null) {
            throw new IllegalArgumentException("not an area code: " + broken);
        }
    }

    public static AreaCode parse(String text) throws MalformedCodeException {
        Reason broken = brokenRule(text);
        if (broken != null) {
            throw new MalformedCodeException(CodeKind.AREA_CODE, broken);
        }
        return new AreaCode(text);
    }

    /** Whether another area is this one or lies in it, as the digits say: two name the province, two the city, two the county. */
    public boolean covers(AreaCode other) {
        return other.value.startsWith(prefix());
    }

    /** The digits with which every area in this one begins; none for the whole country. */
    public String prefix() {
        if (value.equals(COUNTRY)) {
            return "";
        }
        if (value.endsWith("0000")) {
            return value.substring(0, 2);
        }
        return value.endsWith("00") ? value.substring(0, 4) : value;
    }

    @Override
    public String toString() {
        return value;
    }

    private static @Nullable Reason brokenRule(String value) {
        if (value.length() != LENGTH) {
            return Reason.LENGTH;
        }
        if (!Letters.digits(value)) {
            return Reason.ALPHABET;
        }
        return value.equals(COUNTRY) || PROVINCES.contains(value.substring(0, 2)) ? null : Reason.UNKNOWN;
    }
}

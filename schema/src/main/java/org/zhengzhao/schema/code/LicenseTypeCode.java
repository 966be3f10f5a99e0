package org.zhengzhao.schema.code;

import java.util.Locale;
import java.util.Objects;
import org.zhengzhao.schema.code.MalformedCodeException.Reason;

/** Type code of a license (证照类型代码), GB/T 36904: the USCC of the defining authority and three digits. */
public record LicenseTypeCode(Uscc definingAuthority, int sequence) {
    private static final int LENGTH = 21;

    public LicenseTypeCode {
        Objects.requireNonNull(definingAuthority);
        if (sequence < 0 || sequence > 999) {
            throw new IllegalArgumentException("a type code ends in three digits");
        }
    }

    public static LicenseTypeCode parse(String text) throws MalformedCodeException {
        if (text.length() != LENGTH) {
            throw new MalformedCodeException(CodeKind.LICENSE_TYPE_CODE, Reason.LENGTH);
        }
        String value = Letters.upperCaseAscii(text);
        String digits = value.substring(18);
        if (!Letters.digits(digits)) {
            throw new MalformedCodeException(CodeKind.LICENSE_TYPE_CODE, Reason.ALPHABET);
        }
        try {
            return new LicenseTypeCode(Uscc.parse(value.substring(0, 18)), Integer.parseInt(digits));
        } catch (MalformedCodeException authority) {
            throw new MalformedCodeException(CodeKind.LICENSE_TYPE_CODE, authority.reason());
        }
    }

    /** The 21 characters. */
    public String value() {
        return definingAuthority.value() + String.format(Locale.ROOT, "%03d", sequence);
    }

    @Override
    public String toString() {
        return value();
    }
}

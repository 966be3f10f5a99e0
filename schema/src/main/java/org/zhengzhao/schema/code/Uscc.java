package org.zhengzhao.schema.code;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.code.MalformedCodeException.Reason;

/**
 * Unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters of a 31-letter alphabet that leaves out
 * {@code I O Z S V}; the last is a weighted check character modulo 31.
 */
public record Uscc(String value) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int LENGTH = 18;

    public Uscc {
        Objects.requireNonNull(value);
        Reason broken = brokenRule(value);
        if (broken != null) {
            throw new IllegalArgumentException("not a unified social credit code: " + broken);
        }
    }

    /** Reads a code. Letters may be in lower case; nothing else is forgiven. */
    public static Uscc parse(String text) throws MalformedCodeException {
        String value = text.length() == LENGTH ? Letters.upperCaseAscii(text) : text;
        Reason broken = brokenRule(value);
        if (broken != null) {
            throw new MalformedCodeException(CodeKind.UNIFIED_SOCIAL_CREDIT_CODE, broken);
        }
        return new Uscc(value);
    }

    /**
     * Whether the organisation code inside (characters 9 to 17) passes its own check of GB 11714-1997. Some codes in use do
     * not: a false answer is a warning, never a refusal.
     */
    public boolean organisationCodeChecks() {
        return OrganisationCode.checks(value.substring(8, 17));
    }

    /** The six digits of the area (行政区划) whose authority registered the organisation. */
    public String areaCode() {
        return value.substring(2, 8);
    }

    @Override
    public String toString() {
        return value;
    }

    private static @Nullable Reason brokenRule(String value) {
        if (value.length() != LENGTH) {
            return Reason.LENGTH;
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < LENGTH; i++) {
            int digit = ALPHABET.indexOf(value.charAt(i));
            if (digit < 0) {
                return Reason.ALPHABET;
            }
            if (i >= 2 && i < 8 && digit > 9) {
                return Reason.STRUCTURE;
            }
            if (i < LENGTH - 1) {
                sum += digit * weight;
                weight = weight * 3 % 31;
            }
        }
        char check = ALPHABET.charAt((31 - sum % 31) % 31);
        return check == value.charAt(LENGTH - 1) ? null : Reason.CHECK_CHARACTER;
    }
}

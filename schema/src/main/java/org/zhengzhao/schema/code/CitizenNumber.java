package org.zhengzhao.schema.code;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.code.MalformedCodeException.Reason;

/**
 * Citizen number (公民身份号码), GB 11643-1999: area, date of birth, sequence and a check character (ISO 7064 MOD 11-2).
 *
 * <p>{@link #toString()} masks the number: it is personal data that must not reach a log by accident.
 */
public record CitizenNumber(String value) {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final int LENGTH = 18;

    public CitizenNumber {
        Objects.requireNonNull(value);
        Reason broken = brokenRule(value);
        if (broken != null) {
            throw new IllegalArgumentException("not a citizen number: " + broken);
        }
    }

    /** Reads a number; a final {@code x} in lower case is accepted. */
    public static CitizenNumber parse(String text) throws MalformedCodeException {
        String value = text.length() == LENGTH ? Letters.upperCaseAscii(text) : text;
        Reason broken = brokenRule(value);
        if (broken != null) {
            throw new MalformedCodeException(CodeKind.CITIZEN_NUMBER, broken);
        }
        return new CitizenNumber(value);
    }

    @Override
    public String toString() {
        return Masking.masked(value);
    }

    private static @Nullable Reason brokenRule(String value) {
        if (value.length() != LENGTH) {
            return Reason.LENGTH;
        }
        if (!Letters.digits(value.substring(0, LENGTH - 1)) || "0123456789X".indexOf(value.charAt(LENGTH - 1)) < 0) {
            return Reason.ALPHABET;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (value.charAt(i) - '0');
        }
        if (CHECKS.charAt(sum % 11) != value.charAt(LENGTH - 1)) {
            return Reason.CHECK_CHARACTER;
        }
        try {
            LocalDate.of(
                    Integer.parseInt(value.substring(6, 10)),
                    Integer.parseInt(value.substring(10, 12)),
                    Integer.parseInt(value.substring(12, 14)));
            return null;
        } catch (DateTimeException noSuchDay) {
            return Reason.DATE;
        }
    }
}

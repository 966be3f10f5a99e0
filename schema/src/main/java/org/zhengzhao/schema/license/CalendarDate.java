package org.zhengzhao.schema.license;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** Dates as they are written in JSON: {@code yyyy-mm-dd} of RFC 3339, years 0001 to 9999, one text per day. */
public final class CalendarDate {
    private static final int LENGTH = 10;

    private CalendarDate() {}

    public static Optional<LocalDate> find(String text) {
        // ISO_LOCAL_DATE would also take signs and longer years.
        if (text.length() != LENGTH || text.startsWith("0000") || text.charAt(0) < '0' || text.charAt(0) > '9') {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}

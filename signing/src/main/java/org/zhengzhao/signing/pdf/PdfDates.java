package org.zhengzhao.signing.pdf;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time of signing as PDF and XMP write it, in the time of the licenses' country. */
record PdfDates(ZonedDateTime time) {
    private static final DateTimeFormatter PDF =
            DateTimeFormatter.ofPattern("'D:'yyyyMMddHHmmss'+08''00'''", Locale.ROOT);
    private static final DateTimeFormatter XMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'+08:00'", Locale.ROOT);

    String pdf() {
        return PDF.format(time);
    }

    String xmp() {
        return XMP.format(time);
    }
}

package org.zhengzhao.registry.publication;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;

/** Reads the setting that gives single types another maximum age. */
final class MaximumAges {
    private MaximumAges() {}

    static Map<LicenseTypeCode, Duration> parse(String text) {
        Map<LicenseTypeCode, Duration> ages = new HashMap<>();
        for (String entry : text.split(",", -1)) {
            String[] words = entry.strip().split("=", -1);
            if (words.length != 2) {
                throw malformed(entry);
            }
            try {
                if (ages.put(LicenseTypeCode.parse(words[0].strip()), Duration.parse(words[1].strip())) != null) {
                    throw malformed(entry);
                }
            } catch (MalformedCodeException | DateTimeParseException wrong) {
                throw malformed(entry);
            }
        }
        return Map.copyOf(ages);
    }

    private static IllegalStateException malformed(String entry) {
        return new IllegalStateException(
                "zhengzhao.offline-bundle.maximum-ages should be like CODE=PT12H,CODE=P1D; wrong is: " + entry);
    }
}

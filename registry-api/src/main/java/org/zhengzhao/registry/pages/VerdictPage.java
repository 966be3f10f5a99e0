package org.zhengzhao.registry.pages;

import java.util.List;
import java.util.Objects;

/**
 * A verdict in words, the most important first.
 *
 * @param status {@code good}, {@code bad}, {@code open} or {@code unread}: the look of the verdict
 * @param knownAt as of when the verdict holds
 */
record VerdictPage(
        String status,
        String title,
        String meaning,
        List<String> reasons,
        List<String> advice,
        String licenseTitle,
        List<FieldLine> license,
        String knownAt,
        List<CheckLine> checks) {
    /** One check and what came of it. */
    record CheckLine(String name, String outcome, String status) {}

    VerdictPage {
        Objects.requireNonNull(status);
        reasons = List.copyOf(reasons);
        advice = List.copyOf(advice);
        license = List.copyOf(license);
        checks = List.copyOf(checks);
    }
}

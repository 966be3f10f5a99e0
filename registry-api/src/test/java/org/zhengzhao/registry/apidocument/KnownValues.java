package org.zhengzhao.registry.apidocument;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Values that the service knows, by the names of parameters and members: with them a request gets further than to the first
 * check.
 */
record KnownValues(Map<String, List<String>> byName) {
    private static final String BUREAU = "11110000MBFAKE1353";

    static KnownValues of(List<String> licenses, List<String> types) {
        List<String> authorities = List.of(BUREAU, "11110000MBFAKE039R", "11110000MBFAKE119D");
        List<String> codes = Stream.of(types, authorities, List.of("110000", "000131015000"))
                .flatMap(List::stream)
                .toList();
        List<String> days = List.of("2026-11-28", "2026-01-01", "2031-06-30", "2026-11-01T08:00:00Z");
        List<String> ids = List.of("01936f00-0000-7000-8000-000000000000");
        return new KnownValues(Map.ofEntries(
                Map.entry("identifier", licenses),
                Map.entry("predecessor", licenses),
                Map.entry("cursor", List.of(licenses.getFirst(), ids.getFirst(), "110000", "x")),
                Map.entry("type", types),
                Map.entry("typeCode", types),
                Map.entry("authority", authorities),
                Map.entry("department", authorities),
                Map.entry("code", codes),
                Map.entry("region", List.of("110000", "110105")),
                Map.entry("areaCode", List.of("110000", "110105")),
                Map.entry("parent", List.of("110000", "100000")),
                Map.entry("holderCode", List.of("91110000MAFAKE019D")),
                Map.entry("holderCodeType", List.of("001")),
                Map.entry("codeType", List.of("001", "111")),
                Map.entry("matter", List.of("000131015000")),
                Map.entry("caseNumber", List.of("SW-2026-000123")),
                Map.entry("officer", List.of("fang.yining")),
                Map.entry("purpose", List.of("餐饮企业备案")),
                Map.entry("limit", List.of("1", "20", "100")),
                Map.entry("year", List.of("2026", "2027")),
                Map.entry("at", days),
                Map.entry("knownAt", days),
                Map.entry("issuedOn", days),
                Map.entry("validFrom", days),
                Map.entry("validUntil", days),
                Map.entry("effectiveAt", days),
                Map.entry("id", ids),
                Map.entry("accessRecord", ids),
                Map.entry("name", List.of("whole", "测试")),
                Map.entry("account", List.of("fang.yining")),
                Map.entry("clientId", List.of("commerce-bureau", "fuzz-client")),
                Map.entry("roles", List.of("department"))));
    }

    List<String> named(String name) {
        return byName.getOrDefault(name, List.of());
    }
}

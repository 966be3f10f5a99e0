package org.zhengzhao.registry.apidocument;

import java.util.List;
import java.util.random.RandomGenerator;

/** Texts that somebody sends who wants to find out what happens. */
final class HostileText {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "null",
            "undefined",
            "true",
            "-1",
            "0",
            "9223372036854775808",
            "1e400",
            "NaN",
            "' or '1'='1",
            "'; drop table license; --",
            "1); select pg_sleep(9); --",
            "%27%20or%201=1",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "{{7*7}}",
            "${jndi:ldap://127.0.0.1:1/a}",
            "{#each x}{/each}",
            "=HYPERLINK(\"http://127.0.0.1\",\"x\")",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "../../../../etc/passwd",
            "..%2f..%2f",
            "file:///etc/passwd",
            "\u001b[31mred\u001b[0m",
            "\u202eevil\u202c",
            "\u200b\ufeff",
            "e\u0301",
            "\ud83d\ude00",
            "张三",
            "𠮷野家",
            "Ⅸ①㍿",
            "１１１１００００ＭＢ",
            "\r\nSet-Cookie: a=b",
            "\n",
            "\t",
            "a,b;c|d",
            "[]",
            "{}",
            "[[[[[[[[",
            "2026-02-30",
            "0000-00-00",
            "2026-11-28T25:61:61Z",
            "+999999999-12-31T23:59:59Z",
            "11110000MBFAKE000X",
            "1.2.156.3005.2.11100000MB0341032Y001.11110000MBFAKE039R.91110000MAFAKE01.001.4",
            "00000000-0000-0000-0000-000000000000");

    private final RandomGenerator random;

    HostileText(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        return switch (random.nextInt(10)) {
            case 0 -> "x".repeat(1 << random.nextInt(14));
            case 1 -> "字".repeat(1 << random.nextInt(12));
            case 2 -> letters();
            default -> TEXTS.get(random.nextInt(TEXTS.size()));
        };
    }

    private String letters() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(random.nextBoolean() ? random.nextInt(0x20, 0x7f) : random.nextInt(0xa0, 0xd7ff));
        }
        return text.toString();
    }
}

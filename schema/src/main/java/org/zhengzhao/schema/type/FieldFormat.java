package org.zhengzhao.schema.type;

import java.util.Arrays;
import java.util.Optional;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.CitizenNumber;
import org.zhengzhao.schema.code.CodeKind;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.CalendarDate;
import org.zhengzhao.schema.text.Bilingual;

/**
 * The values of the {@code format} keyword. They are asserted, by the same parsers that read the codes elsewhere, and ask
 * for the normal form (capital letters): what is stored and digested has one spelling.
 */
enum FieldFormat {
    DATE("date", new Bilingual("日期（年-月-日）", "date (yyyy-mm-dd)")) {
        @Override
        boolean admits(String value) {
            return CalendarDate.find(value).isPresent();
        }
    },
    USCC("uscc", CodeKind.UNIFIED_SOCIAL_CREDIT_CODE.title()) {
        @Override
        boolean admits(String value) {
            return normal(text -> Uscc.parse(text).value(), value);
        }
    },
    CITIZEN_NUMBER("citizen-number", CodeKind.CITIZEN_NUMBER.title()) {
        @Override
        boolean admits(String value) {
            return normal(text -> CitizenNumber.parse(text).value(), value);
        }
    },
    AREA_CODE("area-code", CodeKind.AREA_CODE.title()) {
        @Override
        boolean admits(String value) {
            return normal(text -> AreaCode.parse(text).value(), value);
        }
    };

    private final String keyword;
    private final Bilingual title;

    FieldFormat(String keyword, Bilingual title) {
        this.keyword = keyword;
        this.title = title;
    }

    static Optional<FieldFormat> find(String keyword) {
        return Arrays.stream(values())
                .filter(format -> format.keyword.equals(keyword))
                .findFirst();
    }

    abstract boolean admits(String value);

    String keyword() {
        return keyword;
    }

    Bilingual title() {
        return title;
    }

    private interface CodeParser {
        String normalForm(String text) throws MalformedCodeException;
    }

    private static boolean normal(CodeParser parser, String value) {
        try {
            return parser.normalForm(value).equals(value);
        } catch (MalformedCodeException malformed) {
            return false;
        }
    }
}

package org.zhengzhao.signing.collect;

import org.zhengzhao.schema.bytes.Bytes;

/** A word of a content stream or a character map. Brackets of arrays and dictionaries are left out. */
sealed interface ContentToken {
    record Name(String value) implements ContentToken {}

    record Numeral(double value) implements ContentToken {}

    record Text(Bytes octets) implements ContentToken {}

    record Operator(String name) implements ContentToken {}
}

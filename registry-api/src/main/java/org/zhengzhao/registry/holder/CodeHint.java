package org.zhengzhao.registry.holder;

import org.zhengzhao.schema.code.HolderCode;

/**
 * As much of a holder code as tells somebody who knows it which one it is, and nobody else.
 *
 * @param type code of the code type
 * @param end its last characters
 */
record CodeHint(String type, String end) {
    private static final int SHOWN = 4;

    static CodeHint of(HolderCode code) {
        String value = code.value();
        // Of a short code half at most.
        return new CodeHint(code.type().code(), value.substring(value.length() - Math.min(SHOWN, value.length() / 2)));
    }
}

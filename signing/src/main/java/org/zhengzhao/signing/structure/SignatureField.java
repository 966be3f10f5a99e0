package org.zhengzhao.signing.structure;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A signature field (ISO 32000-2 §12.7.5.5).
 *
 * @param name its full name
 * @param number the object that it is
 * @param value the signature, as it stands; empty where nobody has signed yet
 * @param kids the objects that show it, where they are not the field itself
 */
record SignatureField(String name, int number, Optional<PdfValue> value, List<Integer> kids) {
    SignatureField {
        Objects.requireNonNull(name);
        Objects.requireNonNull(value);
        kids = List.copyOf(kids);
    }
}

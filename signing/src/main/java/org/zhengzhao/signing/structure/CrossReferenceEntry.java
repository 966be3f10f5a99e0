package org.zhengzhao.signing.structure;

/** Where an object is to be found (ISO 32000-2 §7.5.4 and §7.5.8). */
sealed interface CrossReferenceEntry {
    record Free() implements CrossReferenceEntry {}

    record InFile(int offset, int generation) implements CrossReferenceEntry {}

    record InStream(int container, int index) implements CrossReferenceEntry {}
}

package org.zhengzhao.signing.pdf;

/** What an element of the structure tree holds. */
sealed interface StructureKid permits StructureElement, StructureKid.Content, StructureKid.Seal {
    /** A marked part of a page's content: its number there (MCID). */
    record Content(int page, int number) implements StructureKid {}

    /** The widget of the signature field. */
    record Seal() implements StructureKid {}
}

package org.zhengzhao.signing.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An element of the structure tree (ISO 32000-1 §14.7.2): says what a part of the license is to those who hear it instead of
 * seeing it. Only standard types (§14.8.4), so that no role map is needed.
 */
final class StructureElement implements StructureKid {
    enum Role {
        DOCUMENT("Document"),
        HEADING("H1"),
        SUBHEADING("H2"),
        PARAGRAPH("P"),
        LIST("L"),
        ITEM("LI"),
        LABEL("Lbl"),
        BODY("LBody"),
        TABLE("Table"),
        ROW("TR"),
        HEADER_CELL("TH"),
        CELL("TD"),
        FIGURE("Figure"),
        CAPTION("Caption"),
        FORM("Form");

        private final String tag;

        Role(String tag) {
            this.tag = tag;
        }

        String tag() {
            return tag;
        }
    }

    /** A place on the page, in points from its lower left corner. */
    record Box(double left, double bottom, double right, double top) {}

    private final Role role;
    private final List<StructureKid> kids = new ArrayList<>();
    private Optional<String> language = Optional.empty();
    private Optional<String> alternative = Optional.empty();
    private Optional<Box> box = Optional.empty();
    private int columns = 1;

    private StructureElement(Role role) {
        this.role = role;
    }

    static StructureElement document() {
        return new StructureElement(Role.DOCUMENT);
    }

    /** A new last child. */
    StructureElement child(Role childRole) {
        StructureElement child = new StructureElement(childRole);
        kids.add(child);
        return child;
    }

    /** Where it is another than the document's. */
    StructureElement language(String tag) {
        language = Optional.of(tag);
        return this;
    }

    /** What is said in place of a picture. */
    StructureElement alternative(String text) {
        alternative = Optional.of(text);
        return this;
    }

    StructureElement box(Box place) {
        box = Optional.of(place);
        return this;
    }

    /** How many columns a cell spans. */
    StructureElement columns(int count) {
        columns = count;
        return this;
    }

    void content(int page, int number) {
        kids.add(new StructureKid.Content(page, number));
    }

    void seal() {
        kids.add(new StructureKid.Seal());
    }

    Role role() {
        return role;
    }

    List<StructureKid> kids() {
        return List.copyOf(kids);
    }

    Optional<String> language() {
        return language;
    }

    Optional<String> alternative() {
        return alternative;
    }

    Optional<Box> box() {
        return box;
    }

    int columns() {
        return columns;
    }
}

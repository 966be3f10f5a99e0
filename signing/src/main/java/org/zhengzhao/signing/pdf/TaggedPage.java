package org.zhengzhao.signing.pdf;

import java.util.ArrayList;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A page while it is painted. Whatever is painted belongs to an element of the structure tree or is an artifact: decoration
 * that is not read aloud (ISO 32000-1 §14.8.2.2, PDF/UA-1 §7.1).
 */
final class TaggedPage {
    private final int index;
    private final Canvas canvas = new Canvas();
    private final List<StructureElement> owners = new ArrayList<>();

    TaggedPage(int index) {
        this.index = index;
    }

    /** A painted page: its content stream, and for each marked part of it the element that it belongs to. */
    record Painted(Bytes content, List<StructureElement> owners) {
        Painted {
            owners = List.copyOf(owners);
        }
    }

    Canvas canvas() {
        return canvas;
    }

    /** What is painted until {@link #end} belongs to the element. */
    Canvas begin(StructureElement element) {
        element.content(index, owners.size());
        canvas.beginTagged(element.role().tag(), owners.size());
        owners.add(element);
        return canvas;
    }

    /** What is painted until {@link #end} is decoration. */
    Canvas beginArtifact() {
        return canvas.beginArtifact();
    }

    /** What is painted until {@link #end} repeats on every page: its number, a running head. */
    Canvas beginPagination() {
        return canvas.beginPagination();
    }

    void end() {
        canvas.endMarked();
    }

    Painted painted() {
        return new Painted(Bytes.of(canvas.octets()), owners);
    }
}

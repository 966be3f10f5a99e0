package org.zhengzhao.signing.structure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges what an update does to the form: it may sign, in a new field or in one that was empty, and nothing else. */
final class FormReview {
    private static final Set<String> OF_FIELD = Set.of(
            "Type", "Subtype", "FT", "T", "V", "F", "Rect", "P", "Ff", "Border", "BS", "MK", "AP", "AS", "DA", "DR",
            "Lock", "SV", "TU", "TM", "Kids", "NM", "M", "C", "H", "Q");
    private static final Set<String> OF_WIDGET = Set.of(
            "Type", "Subtype", "F", "Rect", "P", "Parent", "Border", "BS", "MK", "AP", "AS", "NM", "M", "C", "H");
    private static final Set<String> OF_SIGNING = Set.of("V", "AP", "AS", "F", "M", "MK", "Ff");
    private static final Set<String> OF_SHOWING = Set.of("AP", "AS", "F", "M", "MK");
    /** Flags of annotations (ISO 32000-2 table 167). */
    private static final int HIDDEN = 2;

    private static final int PRINT = 4;
    private static final int NO_VIEW = 32;
    private static final int TOGGLE_NO_VIEW = 256;

    /** Annotations that are compared: all pages may have one list. */
    private static final int MAX_ANNOTATIONS = 1_000_000;

    private final ReviewedUpdate reviewed;
    private final Set<Integer> newWidgets = new HashSet<>();
    private int annotations;

    FormReview(ReviewedUpdate reviewed) {
        this.reviewed = reviewed;
    }

    void review(PdfValue.Dictionary oldCatalog, PdfValue.Dictionary newCatalog) throws MalformedPdfException {
        reviewed.explainRole(oldCatalog.find("AcroForm"), newCatalog.find("AcroForm"), "AcroForm");
        PdfValue.Dictionary old = reviewed.before().dictionary(oldCatalog, "AcroForm");
        PdfValue.Dictionary now = reviewed.after().dictionary(newCatalog, "AcroForm");
        form(old, now);
        Map<Integer, SignatureField> fields = new HashMap<>();
        for (SignatureField field : SignatureFields.find(reviewed.after())) {
            fields.put(field.number(), field);
        }
        reviewed.explainRole(old.find("Fields"), now.find("Fields"), "AcroForm /Fields");
        Optional<List<PdfValue>> added = ReviewedUpdate.added(
                reviewed.before().items(old, "Fields"), reviewed.after().items(now, "Fields"));
        if (added.isEmpty()) {
            reviewed.note(Change.Kind.OTHER, "AcroForm", "Fields");
        }
        for (PdfValue value : added.orElse(List.of())) {
            Optional<SignatureField> field =
                    value instanceof PdfValue.Reference reference && reviewed.isNew(reference.number())
                            ? Optional.ofNullable(fields.get(reference.number()))
                            : Optional.empty();
            if (field.isPresent()) {
                newField(field.get());
            } else {
                reviewed.note(Change.Kind.OTHER, "AcroForm", "Fields");
            }
        }
        for (SignatureField field : SignatureFields.find(reviewed.before())) {
            signedNow(field);
        }
        pages();
    }

    private void form(PdfValue.Dictionary old, PdfValue.Dictionary now) throws MalformedPdfException {
        for (String key : ReviewedUpdate.differing(old, now)) {
            boolean allowed = switch (key) {
                case "Fields" -> true;
                case "SigFlags" ->
                    now.findWhole(key).filter(flags -> flags >= 0 && flags <= 3).isPresent();
                // Used where a reader makes appearances itself, which it does not for signatures.
                case "DA", "DR" -> old.find(key).isEmpty();
                default -> false;
            };
            if (!allowed) {
                reviewed.note(Change.Kind.OTHER, "AcroForm", key);
            }
            reviewed.explainTree(
                    now.find(key).filter(value -> !key.equals("Fields")).orElse(new PdfValue.Null()));
        }
    }

    private void newField(SignatureField field) throws MalformedPdfException {
        PdfValue.Dictionary dictionary = object(field.number());
        reviewed.explain(field.number());
        if (!OF_FIELD.containsAll(dictionary.values().keySet()) || !dictionary.isName("FT", "Sig")) {
            reviewed.refuse(field.number(), "signature field");
        }
        boolean visible = shows(dictionary);
        newWidgets.add(field.number());
        for (int kid : field.kids()) {
            PdfValue.Dictionary widget = object(kid);
            if (!reviewed.isNew(kid) || !OF_WIDGET.containsAll(widget.values().keySet())) {
                reviewed.refuse(kid, "widget");
            }
            reviewed.explain(kid);
            explainLooks(widget);
            newWidgets.add(kid);
            visible |= shows(widget);
        }
        reviewed.explainTree(dictionary
                .find("Kids")
                .filter(kids -> kids instanceof PdfValue.Reference)
                .orElse(new PdfValue.Null()));
        explainLooks(dictionary);
        signature(field.number(), field, dictionary.find("V"), visible);
    }

    private void explainLooks(PdfValue.Dictionary widget) throws MalformedPdfException {
        for (String key : List.of("AP", "BS", "MK", "DR", "Lock", "SV")) {
            reviewed.explainTree(widget.find(key).orElse(new PdfValue.Null()));
        }
    }

    private void signature(int number, SignatureField field, Optional<PdfValue> value, boolean visible)
            throws MalformedPdfException {
        boolean known = value.isPresent()
                && value.get() instanceof PdfValue.Reference reference
                && reviewed.isNew(reference.number());
        if (!known) {
            reviewed.refuse(number, "signature field without signature");
            return;
        }
        PdfValue.Dictionary signature = object(((PdfValue.Reference) value.get()).number());
        reviewed.explainTree(value.get());
        boolean timestamp = signature.isName("SubFilter", "ETSI.RFC3161");
        Change.Kind kind = timestamp ? Change.Kind.DOCUMENT_TIMESTAMP : Change.Kind.SIGNATURE;
        reviewed.note(visible ? Change.Kind.VISIBLE_SIGNATURE : kind, number + " 0 R", field.name());
    }

    /** A field that was there, and empty, may get its signature and the picture of it. */
    private void signedNow(SignatureField field) throws MalformedPdfException {
        PdfValue.Dictionary old =
                reviewed.before().find(field.number()).orElseThrow().dictionary();
        PdfValue.Dictionary now = object(field.number());
        if (!reviewed.isChanged(field.number())) {
            return;
        }
        Set<String> keys = ReviewedUpdate.differing(old, now);
        if (keys.isEmpty()) {
            reviewed.explain(field.number());
            return;
        }
        if (field.value().isPresent() || !OF_SIGNING.containsAll(keys) || !keys.contains("V")) {
            return;
        }
        boolean unhidden = unhidden(old, now);
        reviewed.explain(field.number());
        explainLooks(now);
        for (int kid : field.kids()) {
            PdfValue.Dictionary oldWidget =
                    reviewed.before().find(kid).map(IndirectObject::dictionary).orElse(PdfValue.Dictionary.EMPTY);
            PdfValue.Dictionary newWidget = object(kid);
            if (reviewed.isChanged(kid) && OF_SHOWING.containsAll(ReviewedUpdate.differing(oldWidget, newWidget))) {
                reviewed.explain(kid);
                explainLooks(newWidget);
                unhidden |= unhidden(oldWidget, newWidget);
            }
        }
        signature(field.number(), field, now.find("V"), unhidden);
    }

    private PdfValue.Dictionary object(int number) throws MalformedPdfException {
        Optional<IndirectObject> object = reviewed.after().find(number);
        if (object.isEmpty() || object.get().isStream()) {
            reviewed.refuse(number, "form");
            return PdfValue.Dictionary.EMPTY;
        }
        return object.get().dictionary();
    }

    private static boolean has(PdfValue.Dictionary widget, int flag) {
        return (widget.findWhole("F").orElse(0) & flag) != 0;
    }

    /** On the screen always, or as soon as the mouse is over it. */
    private static boolean onScreen(PdfValue.Dictionary widget) {
        return !has(widget, HIDDEN) && (!has(widget, NO_VIEW) || has(widget, TOGGLE_NO_VIEW));
    }

    private static boolean onPaper(PdfValue.Dictionary widget) {
        return !has(widget, HIDDEN) && has(widget, PRINT);
    }

    /** Whether a widget draws something that is seen, on the screen or on paper alone. */
    private boolean shows(PdfValue.Dictionary widget) throws MalformedPdfException {
        return (onScreen(widget) || onPaper(widget)) && draws(widget);
    }

    /** Whether a widget is now seen where it was not foreseen. What is always on the screen is foreseen on paper too. */
    private boolean unhidden(PdfValue.Dictionary old, PdfValue.Dictionary now) throws MalformedPdfException {
        boolean foreseen = !has(old, HIDDEN) && !has(old, NO_VIEW);
        return !foreseen && (onScreen(now) || onPaper(now) && !onPaper(old)) && draws(now);
    }

    /** Whether a widget has an appearance, and a rectangle with an area. */
    private boolean draws(PdfValue.Dictionary widget) throws MalformedPdfException {
        if (widget.find("AP").isEmpty()) {
            return false;
        }
        List<PdfValue> rectangle = reviewed.after().items(widget, "Rect").values();
        return rectangle.size() != 4
                || !rectangle.get(0).equals(rectangle.get(2))
                        && !rectangle.get(1).equals(rectangle.get(3));
    }

    /** A page may get the widgets of new signature fields, and is the same otherwise. */
    private void pages() throws MalformedPdfException {
        for (int number : reviewed.unexplained()) {
            Optional<IndirectObject> old = reviewed.before().find(number);
            Optional<IndirectObject> now = reviewed.after().find(number);
            if (old.isEmpty() || now.isEmpty()) {
                continue;
            }
            if (old.get().dictionary().isName("Type", "Page") && !now.get().isStream()) {
                page(number, old.get().dictionary(), now.get().dictionary());
            }
        }
        for (int number : reviewed.unexplained()) {
            Optional<Integer> holder = reviewed.references().onlyHolder(number);
            if (holder.isPresent() && reviewed.before().has(number)) {
                PdfValue.Dictionary page = reviewed.before()
                        .find(holder.get())
                        .map(IndirectObject::dictionary)
                        .orElse(PdfValue.Dictionary.EMPTY);
                boolean annotations = page.isName("Type", "Page")
                        && page.find("Annots").orElse(new PdfValue.Null()) instanceof PdfValue.Reference reference
                        && reference.number() == number;
                if (annotations && !reviewed.isChanged(holder.get())) {
                    reviewed.explain(number);
                    annotations(
                            number,
                            reviewed.before().items(page, "Annots"),
                            reviewed.after().items(page, "Annots"));
                }
            }
        }
    }

    private void page(int number, PdfValue.Dictionary old, PdfValue.Dictionary now) throws MalformedPdfException {
        Set<String> keys = ReviewedUpdate.differing(old, now);
        keys.remove("Annots");
        if (!keys.isEmpty()) {
            reviewed.refuse(
                    number, "Page /" + keys.stream().sorted().findFirst().orElse(""));
        }
        reviewed.explain(number);
        reviewed.explainRole(old.find("Annots"), now.find("Annots"), "Page /Annots");
        annotations(
                number, reviewed.before().items(old, "Annots"), reviewed.after().items(now, "Annots"));
    }

    private void annotations(int number, PdfValue.Items old, PdfValue.Items now) throws MalformedPdfException {
        annotations += old.values().size() + now.values().size();
        if (annotations > MAX_ANNOTATIONS) {
            throw MalformedPdfException.limit("annotations");
        }
        boolean widgetsOnly = ReviewedUpdate.added(old, now)
                .filter(added -> added.stream()
                        .allMatch(value -> value instanceof PdfValue.Reference reference
                                && newWidgets.contains(reference.number())))
                .isPresent();
        if (!widgetsOnly) {
            reviewed.refuse(number, "Page /Annots");
        }
    }
}

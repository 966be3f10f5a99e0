package org.zhengzhao.signing.structure;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges what an update does to the document before it. A change is good for something only where it is known what for;
 * whatever nothing explains is refused, also what no reader shows today.
 */
final class UpdateReview {
    private static final Set<String> OF_SECTION =
            Set.of("Size", "Prev", "Type", "W", "Index", "Length", "Filter", "DecodeParms", "ID", "Root", "Info");
    /** What LibreOffice writes into its trailers, and what others copy from there. */
    private static final Set<String> OF_OFFICE = Set.of("AdditionalStreams", "DocChecksum");

    private static final Set<String> OF_SAVING = Set.of("ModDate", "Producer");

    private final ReviewedUpdate reviewed;
    private final Update update;

    private UpdateReview(Update update, References references) {
        this.update = update;
        this.reviewed = new ReviewedUpdate(update, references);
    }

    /**
     * @param references of the document before the update
     */
    static List<Change> of(Update update, References references) throws MalformedPdfException {
        UpdateReview review = new UpdateReview(update, references);
        review.trailer();
        review.catalog();
        review.containers();
        for (int number : review.reviewed.unexplained()) {
            review.unexplained(number);
        }
        if (review.reviewed.changes().isEmpty()) {
            review.reviewed.note(Change.Kind.OTHER, "update", "that adds nothing");
        }
        return review.reviewed.changes();
    }

    private void unexplained(int number) throws MalformedPdfException {
        if (reviewed.isNew(number) && SecurityStoreReview.isUnusedEntry(update.after(), number)) {
            reviewed.note(Change.Kind.UNUSED, number + " 0 R", "DSS /VRI");
        } else {
            reviewed.refuse(number, described(number));
        }
    }

    private String described(int number) {
        if (!update.after().has(number)) {
            return "removed";
        }
        if (update.before().has(number)) {
            return "changed";
        }
        return reviewed.references().refersTo(number) ? "defined, referred to before" : "added";
    }

    private void trailer() throws MalformedPdfException {
        PdfValue.Dictionary old = update.before().trailer();
        PdfValue.Dictionary now = update.after().trailer();
        for (String key : ReviewedUpdate.differing(old, now)) {
            // A key that is there no more says nothing: every update writes its own trailer.
            if (!OF_SECTION.contains(key)
                    && !OF_OFFICE.contains(key)
                    && now.find(key).isPresent()) {
                reviewed.note(Change.Kind.OTHER, "trailer", key);
            }
        }
        if (!old.find("Root").equals(now.find("Root"))
                || now.findWhole("Size").orElse(0) < old.findWhole("Size").orElse(0)
                || !firstIdentifier(old).equals(firstIdentifier(now))) {
            reviewed.note(Change.Kind.OTHER, "trailer", "Root, Size, ID");
        }
        information(old, now);
    }

    private Optional<PdfValue> firstIdentifier(PdfValue.Dictionary trailer) {
        return trailer.find("ID")
                .filter(value ->
                        value instanceof PdfValue.Items items && !items.values().isEmpty())
                .map(value -> ((PdfValue.Items) value).values().getFirst());
    }

    private void information(PdfValue.Dictionary old, PdfValue.Dictionary now) throws MalformedPdfException {
        Set<String> keys = ReviewedUpdate.differing(
                update.before().dictionary(old, "Info"), update.after().dictionary(now, "Info"));
        reviewed.explainRole(old.find("Info"), now.find("Info"), "Info");
        if (!OF_SAVING.containsAll(keys)) {
            reviewed.note(Change.Kind.OTHER, subject(now.find("Info")), "Info");
        } else if (!keys.isEmpty()) {
            reviewed.note(Change.Kind.METADATA, subject(now.find("Info")), "Info");
        }
    }

    private static String subject(Optional<PdfValue> value) {
        return value.filter(found -> found instanceof PdfValue.Reference)
                .map(PdfValue::toString)
                .orElse("trailer");
    }

    private void catalog() throws MalformedPdfException {
        PdfValue.Dictionary old = update.before().catalog();
        PdfValue.Dictionary now = update.after().catalog();
        Optional<PdfValue> root = update.after().trailer().find("Root");
        reviewed.explainRole(update.before().trailer().find("Root"), root, "Catalog");
        for (String key : ReviewedUpdate.differing(old, now)) {
            switch (key) {
                case "AcroForm", "DSS" -> {}
                case "Extensions" -> reviewed.explainTree(now.find(key).orElse(new PdfValue.Null()));
                case "Version" -> version(root, now);
                case "Metadata" -> {}
                default -> reviewed.note(Change.Kind.OTHER, subject(root), "Catalog /" + key);
            }
        }
        metadata(old.find("Metadata"), now.find("Metadata"));
        new FormReview(reviewed).review(old, now);
        new SecurityStoreReview(reviewed).review(old, now);
    }

    private void version(Optional<PdfValue> root, PdfValue.Dictionary now) {
        boolean version = now.find("Version").orElse(new PdfValue.Null()) instanceof PdfValue.Name name
                && name.value().matches("[12]\\.[0-7]");
        if (!version) {
            reviewed.note(Change.Kind.OTHER, subject(root), "Catalog /Version");
        }
    }

    private void metadata(Optional<PdfValue> old, Optional<PdfValue> now) throws MalformedPdfException {
        boolean rewritten = now.isPresent()
                && now.get() instanceof PdfValue.Reference reference
                && reviewed.isChanged(reference.number());
        if (!rewritten) {
            if (!old.equals(now)) {
                reviewed.note(Change.Kind.OTHER, subject(now), "Metadata");
            }
            return;
        }
        int number = ((PdfValue.Reference) now.get()).number();
        boolean metadata =
                update.after().find(number).orElseThrow().dictionary().isName("Type", "Metadata");
        boolean sameRole =
                old.equals(now) && reviewed.references().onlyHolder(number).isPresent();
        if (metadata && (sameRole || reviewed.isNew(number))) {
            reviewed.explain(number);
            reviewed.note(Change.Kind.METADATA, number + " 0 R", "Metadata");
        }
    }

    /** Object streams and cross-reference streams hold objects, and are nothing else: their numbers must be new. */
    private void containers() {
        for (int number : update.containers()) {
            if (!update.before().has(number) && !reviewed.references().refersTo(number)) {
                reviewed.explain(number);
            }
        }
    }
}

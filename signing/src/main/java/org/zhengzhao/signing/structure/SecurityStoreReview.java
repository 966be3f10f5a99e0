package org.zhengzhao.signing.structure;

import java.util.Optional;
import java.util.Set;

/** Judges what an update does to the document security store: it may hold validation data, and nothing else. */
final class SecurityStoreReview {
    private static final Set<String> LISTS = Set.of("Certs", "OCSPs", "CRLs");
    private static final Set<String> LISTS_OF_SIGNATURE = Set.of("Cert", "OCSP", "CRL");

    private static final Set<String> OF_SIGNATURE = Set.of("Type", "Cert", "OCSP", "CRL", "TU", "TS");

    private final ReviewedUpdate reviewed;

    SecurityStoreReview(ReviewedUpdate reviewed) {
        this.reviewed = reviewed;
    }

    void review(PdfValue.Dictionary oldCatalog, PdfValue.Dictionary newCatalog) throws MalformedPdfException {
        int unexplained = reviewed.unexplained().size();
        Optional<PdfValue> oldStore = oldCatalog.find("DSS");
        Optional<PdfValue> newStore = newCatalog.find("DSS");
        reviewed.explainRole(oldStore, newStore, "DSS");
        PdfValue.Dictionary old = reviewed.before().dictionary(oldCatalog, "DSS");
        PdfValue.Dictionary now = reviewed.after().dictionary(newCatalog, "DSS");
        for (String key : now.values().keySet()) {
            if (LISTS.contains(key)) {
                streams(old.find(key), now.find(key), "DSS /" + key);
            } else if (key.equals("VRI")) {
                bySignature(old, now);
            } else if (!key.equals("Type") && !old.find(key).equals(now.find(key))) {
                reviewed.note(Change.Kind.OTHER, "DSS", key);
            }
        }
        if (reviewed.unexplained().size() != unexplained || !oldStore.equals(newStore)) {
            reviewed.note(Change.Kind.VALIDATION_DATA, "DSS", "");
        }
    }

    private void bySignature(PdfValue.Dictionary oldStore, PdfValue.Dictionary newStore) throws MalformedPdfException {
        reviewed.explainRole(oldStore.find("VRI"), newStore.find("VRI"), "DSS /VRI");
        PdfValue.Dictionary old = reviewed.before().dictionary(oldStore, "VRI");
        PdfValue.Dictionary now = reviewed.after().dictionary(newStore, "VRI");
        for (String signature : now.values().keySet()) {
            reviewed.explainRole(old.find(signature), now.find(signature), "DSS /VRI");
            PdfValue.Dictionary oldData = reviewed.before().dictionary(old, signature);
            PdfValue.Dictionary newData = reviewed.after().dictionary(now, signature);
            for (String key : newData.values().keySet()) {
                if (LISTS_OF_SIGNATURE.contains(key)) {
                    streams(oldData.find(key), newData.find(key), "DSS /VRI /" + key);
                } else if (key.equals("TS")) {
                    stream(newData.find(key).orElse(new PdfValue.Null()), "DSS /VRI /TS");
                }
            }
        }
    }

    private void streams(Optional<PdfValue> old, Optional<PdfValue> now, String role) throws MalformedPdfException {
        reviewed.explainRole(old, now, role);
        if (reviewed.after().resolve(now) instanceof PdfValue.Items items) {
            for (PdfValue item : items.values()) {
                stream(item, role);
            }
        }
    }

    private void stream(PdfValue value, String role) throws MalformedPdfException {
        if (value instanceof PdfValue.Reference reference && reviewed.isNew(reference.number())) {
            IndirectObject object = reviewed.after().find(reference.number()).orElseThrow();
            if (!object.isStream()) {
                reviewed.refuse(reference.number(), role);
            }
            reviewed.explain(reference.number());
            reviewed.explainTree(object.dictionary().find("Length").orElse(new PdfValue.Null()));
        }
    }

    /** Whether an object is the validation data of a signature, and nothing else. */
    static boolean isUnusedEntry(DocumentState state, int number) throws MalformedPdfException {
        Optional<IndirectObject> object = state.find(number);
        return object.isPresent()
                && !object.get().isStream()
                && object.get().dictionary().isName("Type", "VRI")
                && OF_SIGNATURE.containsAll(object.get().dictionary().values().keySet());
    }
}

package org.zhengzhao.signing.structure;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a signature lets others do after it (ISO 32000-2 §12.8.2.2 and §12.8.2.4).
 *
 * @param permission the access permissions of DocMDP: 1, 2 or 3; empty where it does not certify
 * @param lock which fields FieldMDP locks
 * @param fields their names, or for {@link Lock#EXCEPT} the names of the others
 */
public record Modification(OptionalInt permission, Lock lock, Set<String> fields) {
    public static final Modification ANY = new Modification(OptionalInt.empty(), Lock.NONE, Set.of());

    public Modification {
        Objects.requireNonNull(permission);
        Objects.requireNonNull(lock);
        fields = Set.copyOf(fields);
    }

    /** Which form fields may change no more. */
    public enum Lock {
        NONE,
        ALL,
        ONLY,
        EXCEPT
    }

    /** Whether the signature lets a change happen that the rules for all signatures let happen. */
    public boolean permits(Change change) {
        return switch (change.kind()) {
            case VALIDATION_DATA, DOCUMENT_TIMESTAMP, METADATA, UNUSED -> true;
            case SIGNATURE -> permission.orElse(2) > 1 && !locks(change.what());
            // Over a certified document nothing may be drawn: that is how certification attacks work.
            case VISIBLE_SIGNATURE -> permission.isEmpty() && !locks(change.what());
            case OCTETS, OTHER -> false;
        };
    }

    private boolean locks(String field) {
        return switch (lock) {
            case NONE -> false;
            case ALL -> true;
            case ONLY -> covers(field);
            case EXCEPT -> !covers(field);
        };
    }

    /** A name means a field and everything below it. */
    private boolean covers(String field) {
        return fields.stream().anyMatch(name -> field.equals(name) || field.startsWith(name + "."));
    }

    static Modification of(DocumentState state, PdfValue.Dictionary signature) throws MalformedPdfException {
        OptionalInt permission = OptionalInt.empty();
        Lock lock = Lock.NONE;
        Set<String> fields = Set.of();
        for (PdfValue item : state.items(signature, "Reference").values()) {
            if (!(state.resolve(item) instanceof PdfValue.Dictionary reference)) {
                continue;
            }
            PdfValue.Dictionary parameters = state.dictionary(reference, "TransformParams");
            if (reference.isName("TransformMethod", "DocMDP")) {
                permission = OptionalInt.of(parameters.findWhole("P").orElse(2));
            } else if (reference.isName("TransformMethod", "FieldMDP")) {
                lock = lock(parameters);
                fields = names(state, parameters);
            }
        }
        return new Modification(permission, lock, fields);
    }

    private static Lock lock(PdfValue.Dictionary parameters) {
        if (parameters.isName("Action", "Include")) {
            return Lock.ONLY;
        }
        return parameters.isName("Action", "Exclude") ? Lock.EXCEPT : Lock.ALL;
    }

    private static Set<String> names(DocumentState state, PdfValue.Dictionary parameters) throws MalformedPdfException {
        Set<String> names = new java.util.HashSet<>();
        for (PdfValue value : state.items(parameters, "Fields").values()) {
            if (state.resolve(value) instanceof PdfValue.Text text) {
                names.add(SignatureFields.text(text.octets()));
            }
        }
        return names;
    }
}

package org.zhengzhao.signing.structure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.bytes.Bytes;

/** Finds the signature fields of a document in the tree of its form fields (ISO 32000-2 §12.7.4). */
final class SignatureFields {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_FIELDS = 20_000;
    private static final int MAX_NAME = 200;

    private final DocumentState state;
    private final Set<Integer> seen = new HashSet<>();
    private final List<SignatureField> found = new ArrayList<>();

    private SignatureFields(DocumentState state) {
        this.state = state;
    }

    static List<SignatureField> find(DocumentState state) throws MalformedPdfException {
        SignatureFields fields = new SignatureFields(state);
        PdfValue.Dictionary form = state.dictionary(state.catalog(), "AcroForm");
        for (PdfValue field : state.items(form, "Fields").values()) {
            fields.visit(field, "", false, Optional.empty(), 0);
        }
        return List.copyOf(fields.found);
    }

    private void visit(PdfValue value, String parent, boolean signature, Optional<PdfValue> inherited, int depth)
            throws MalformedPdfException {
        if (!(value instanceof PdfValue.Reference reference)) {
            return;
        }
        if (depth > MAX_DEPTH || !seen.add(reference.number()) || seen.size() > MAX_FIELDS) {
            throw MalformedPdfException.structure("form field " + reference.number(), 0);
        }
        if (!(state.resolve(reference) instanceof PdfValue.Dictionary field)) {
            return;
        }
        boolean isSignature = field.find("FT").isPresent() ? field.isName("FT", "Sig") : signature;
        Optional<PdfValue> signed = field.find("V").or(() -> inherited);
        String name = name(parent, field);
        List<Integer> widgets = new ArrayList<>();
        List<PdfValue> fields = new ArrayList<>();
        for (PdfValue kid : state.items(field, "Kids").values()) {
            boolean isField = state.resolve(kid) instanceof PdfValue.Dictionary inner
                    && inner.find("T").isPresent();
            if (isField) {
                fields.add(kid);
            } else if (kid instanceof PdfValue.Reference widget) {
                widgets.add(widget.number());
            }
        }
        if (isSignature && fields.isEmpty()) {
            found.add(new SignatureField(name, reference.number(), signed, widgets));
        }
        for (PdfValue kid : fields) {
            visit(kid, name, isSignature, signed, depth + 1);
        }
    }

    private String name(String parent, PdfValue.Dictionary field) throws MalformedPdfException {
        if (state.resolve(field.find("T")) instanceof PdfValue.Text text) {
            String name = parent.isEmpty() ? text(text.octets()) : parent + "." + text(text.octets());
            return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
        }
        return parent;
    }

    /** A text string (§7.9.2.2), as far as a name needs it: what is no Unicode is taken as Latin-1. */
    static String text(Bytes octets) {
        byte[] plain = octets.toArray();
        boolean unicode = plain.length >= 2 && plain[0] == (byte) 0xFE && plain[1] == (byte) 0xFF;
        return unicode
                ? new String(plain, 2, plain.length - 2, StandardCharsets.UTF_16BE)
                : new String(plain, StandardCharsets.ISO_8859_1);
    }
}

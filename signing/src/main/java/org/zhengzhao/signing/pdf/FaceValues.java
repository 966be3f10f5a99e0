package org.zhengzhao.signing.pdf;

import java.util.Optional;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Entry;
import org.zhengzhao.schema.type.DisplayTemplateBuiltin;
import org.zhengzhao.schema.type.FieldSchema;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.signing.face.PrintedValues;

/** What the fields and builtins of a license say in print, and how they are labelled. */
final class FaceValues {
    /** What stands where a field has no value, so that nothing can be written in later. */
    static final String NONE = "——";

    private final PrintedValues values;
    private final FieldSchema fields;
    private final PrintableText printable;

    FaceValues(LicenseType type, LicenseContent content, PrintableText printable) {
        this.fields = type.fields();
        this.values = new PrintedValues(content, fields.definition());
        this.printable = printable;
    }

    Bilingual label(Entry entry) throws UnprintableLicenseException {
        Bilingual label = entry.label().orElseGet(() -> title(entry.field()));
        return printable(label, entry.field());
    }

    Bilingual printable(Bilingual text, String field) throws UnprintableLicenseException {
        return new Bilingual(printable.line(text.chinese(), field), printable.line(text.english(), field));
    }

    private Bilingual title(String field) {
        Optional<DisplayTemplateBuiltin> builtin = DisplayTemplateBuiltin.find(field);
        if (builtin.isPresent()) {
            return builtin.get().title();
        }
        return fields.title(field).orElseGet(() -> new Bilingual(field, field));
    }

    /** The value of a field or builtin as it is set; {@link #NONE} where there is none. */
    String value(String reference) throws UnprintableLicenseException {
        String text = values.text(reference);
        return text.isBlank() ? NONE : printable.of(text, reference);
    }
}

package org.zhengzhao.signing.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.zhengzhao.schema.type.DisplayTemplateBlock;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Entry;
import org.zhengzhao.schema.type.DisplayTemplateBuiltin;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.PictureField;

/** Which fields and builtins of a license its pages show as text. */
public final class ShownFields {
    private ShownFields() {}

    /** Their names, in alphabetical order. */
    public static Set<String> of(LicenseType type) {
        Set<String> names = new TreeSet<>();
        for (DisplayTemplateBlock block : blocks(type)) {
            switch (block) {
                case DisplayTemplateBlock.Text text -> text.field().ifPresent(names::add);
                case DisplayTemplateBlock.Fields fields -> {
                    List<Entry> entries = fields.entries().isEmpty() ? unshown(type) : fields.entries();
                    entries.forEach(entry -> names.add(entry.field()));
                }
                case DisplayTemplateBlock.Grid grid ->
                    grid.rows().forEach(row -> row.forEach(entry -> names.add(entry.field())));
                case DisplayTemplateBlock.Picture picture -> {}
                case DisplayTemplateBlock.Qr qr -> {}
                case DisplayTemplateBlock.Seal seal -> names.add(DisplayTemplateBuiltin.ISSUING_AUTHORITY.reference());
            }
        }
        return names;
    }

    /** The blocks of the type's template, or of the generic layout where it has none. */
    static List<DisplayTemplateBlock> blocks(LicenseType type) {
        return type.template().blocks().isEmpty()
                ? GenericLayout.blocks(type)
                : type.template().blocks();
    }

    /** The fields of the type that no other block shows, for a block that shows the rest. */
    static List<Entry> unshown(LicenseType type) {
        List<String> pictures =
                type.fields().pictureFields().stream().map(PictureField::name).toList();
        List<Entry> entries = new ArrayList<>();
        type.fields().names().forEach(name -> {
            if (!pictures.contains(name) && !type.template().fieldNames().contains(name)) {
                entries.add(Entry.of(name));
            }
        });
        return entries;
    }
}

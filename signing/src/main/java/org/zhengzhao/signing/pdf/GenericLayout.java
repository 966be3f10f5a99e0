package org.zhengzhao.signing.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.DisplayTemplate;
import org.zhengzhao.schema.type.DisplayTemplateBlock;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Alignment;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Box;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Entry;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Ink;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Sizes;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Weight;
import org.zhengzhao.schema.type.DisplayTemplateBuiltin;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.PictureField;

/** The blocks of a type whose template has none: everything that the license says, one under the other. */
final class GenericLayout {
    private static final int MARGIN = 24;
    private static final int FOOT = 62;

    private GenericLayout() {}

    static List<DisplayTemplateBlock> blocks(LicenseType type) {
        DisplayTemplate.PageSize page = type.template().page();
        int width = page.width() - 2 * MARGIN;
        List<String> pictures =
                type.fields().pictureFields().stream().map(PictureField::name).toList();
        List<DisplayTemplateBlock> blocks = new ArrayList<>();
        blocks.add(title(new Box(MARGIN, 26, width, 18), DisplayTemplateBuiltin.TYPE_NAME, 30, 20, Weight.BOLD));
        blocks.add(
                title(new Box(MARGIN, 44, width, 8), DisplayTemplateBuiltin.TYPE_NAME_ENGLISH, 12, 0, Weight.REGULAR));

        int pictureWidth = pictures.isEmpty() ? 0 : 34;
        for (int i = 0; i < Math.min(2, pictures.size()); i++) {
            blocks.add(new DisplayTemplateBlock.Picture(
                    new Box(page.width() - MARGIN - 30, 58 + 45 * i, 30, 42), pictures.get(i), Optional.empty()));
        }
        List<Entry> entries = new ArrayList<>();
        for (DisplayTemplateBuiltin builtin : List.of(
                DisplayTemplateBuiltin.NUMBER,
                DisplayTemplateBuiltin.HOLDER_NAMES,
                DisplayTemplateBuiltin.HOLDER_CODES)) {
            entries.add(Entry.of(builtin.reference()));
        }
        type.fields().names().forEach(name -> {
            if (!pictures.contains(name) && entries.size() < DisplayTemplateBlock.MAX_ENTRIES - 1) {
                entries.add(Entry.of(name));
            }
        });
        entries.add(Entry.of(DisplayTemplateBuiltin.VALIDITY.reference()));
        blocks.add(new DisplayTemplateBlock.Fields(
                new Box(MARGIN, 58, width - pictureWidth, page.height() - 58 - FOOT - 18),
                entries,
                1,
                Math.min(42, width / 3),
                new Sizes(12, 7),
                false,
                true,
                true));
        int footTop = page.height() - FOOT - 16;
        blocks.add(new DisplayTemplateBlock.Qr(
                new Box(MARGIN, footTop, 44, 52),
                Optional.of(new Bilingual("扫描二维码核验", "Scan to verify this license"))));
        blocks.add(new DisplayTemplateBlock.Seal(
                new Box(page.width() - MARGIN - 78, footTop, 78, 50),
                Optional.of(DisplayTemplateBuiltin.ISSUING_AUTHORITY.title()),
                42,
                12,
                true));
        blocks.add(new DisplayTemplateBlock.Text(
                new Box(MARGIN, page.height() - 25, width, 6),
                Optional.of(DisplayTemplateBuiltin.IDENTIFIER.title()),
                Optional.of(DisplayTemplateBuiltin.IDENTIFIER.reference()),
                new Sizes(8, 5),
                Weight.REGULAR,
                Alignment.CENTER,
                Ink.LABEL,
                0,
                false));
        return blocks;
    }

    private static DisplayTemplateBlock title(
            Box at, DisplayTemplateBuiltin builtin, int size, int spacing, Weight weight) {
        return new DisplayTemplateBlock.Text(
                at,
                Optional.empty(),
                Optional.of(builtin.reference()),
                new Sizes(size, Math.max(6, size / 3)),
                weight,
                Alignment.CENTER,
                Ink.TITLE,
                spacing,
                false);
    }
}

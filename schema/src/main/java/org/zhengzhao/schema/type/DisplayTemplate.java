package org.zhengzhao.schema.type;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;

/**
 * How licenses of a type look: data, not code. The page, its colours and its frame are chosen from closed lists; blocks are
 * placed on it in whole millimetres from the upper left corner.
 *
 * <p>A template without blocks means the generic layout: title, number, holders, all fields of the type, pictures, QR symbol
 * and seal, so that a type defined without any design work prints properly.
 */
public record DisplayTemplate(
        PageSize page,
        DisplayTemplatePalette palette,
        Frame frame,
        Background background,
        List<DisplayTemplateBlock> blocks) {
    public static final int MAX_BLOCKS = 40;

    /** What {@code {}} means. */
    public static final DisplayTemplate GENERIC = new DisplayTemplate(
            PageSize.A4_PORTRAIT, DisplayTemplatePalette.AZURE, Frame.BRAID, Background.WAVES, List.of());

    public DisplayTemplate {
        Objects.requireNonNull(page);
        Objects.requireNonNull(palette);
        Objects.requireNonNull(frame);
        Objects.requireNonNull(background);
        blocks = List.copyOf(blocks);
        if (blocks.size() > MAX_BLOCKS) {
            throw new IllegalArgumentException("a template has at most " + MAX_BLOCKS + " blocks");
        }
        for (DisplayTemplateBlock block : blocks) {
            if (!page.contains(block.at())) {
                throw new IllegalArgumentException("a block lies outside of the page");
            }
        }
        long seals = blocks.stream()
                .filter(DisplayTemplateBlock.Seal.class::isInstance)
                .count();
        if (!blocks.isEmpty() && seals != 1) {
            throw new IllegalArgumentException("a license has one seal");
        }
    }

    /** A page in whole millimetres. */
    public record PageSize(int width, int height) {
        public static final int MIN_SIDE = 80;
        public static final int MAX_SIDE = 600;
        public static final PageSize A4_PORTRAIT = new PageSize(210, 297);
        public static final PageSize A4_LANDSCAPE = new PageSize(297, 210);

        public PageSize {
            if (width < MIN_SIDE || width > MAX_SIDE || height < MIN_SIDE || height > MAX_SIDE) {
                throw new IllegalArgumentException("a side of a page has 80 to 600 mm");
            }
        }

        boolean contains(DisplayTemplateBlock.Box box) {
            return box.x() + box.width() <= width && box.y() + box.height() <= height;
        }
    }

    /** The border of the first page. */
    public enum Frame {
        /** Interlaced waves with a rosette in each corner. */
        BRAID,
        /** A broad band of overlapping rosettes. */
        ROSETTE,
        /** A thick and a thin line. */
        DOUBLE_LINE,
        NONE
    }

    /** What is printed lightly under the text. */
    public enum Background {
        /** Fine waves over the whole page. */
        WAVES,
        /** Fine waves and a large rosette in the middle. */
        GUILLOCHE,
        NONE
    }

    /** Reads a template; unknown members, unknown names and counts beyond the limits are refused. */
    public static DisplayTemplate read(JsonValue.Members definition) throws MalformedJsonException {
        return DisplayTemplateJson.read(definition);
    }

    /** The template as JSON with every member written out: {@link #read} gives the same template again. */
    public JsonValue.Members write() {
        return DisplayTemplateJson.write(this);
    }

    /** Whether a type with these fields can be shown: all that is named exists, pictures stand in picture boxes. */
    boolean fits(FieldSchema fields) {
        Set<String> pictures = new TreeSet<>();
        fields.pictureFields().forEach(picture -> pictures.add(picture.name()));
        Set<String> boxes = new TreeSet<>();
        for (DisplayTemplateBlock block : blocks) {
            if (block instanceof DisplayTemplateBlock.Picture picture) {
                boxes.add(picture.field());
            }
        }
        Set<String> texts = new TreeSet<>(fieldNames());
        texts.removeAll(boxes);
        return fields.names().containsAll(texts)
                && pictures.containsAll(boxes)
                && texts.stream().noneMatch(pictures::contains);
    }

    /** Names of the business fields that the blocks show; the type that the template belongs to has them all. */
    public Set<String> fieldNames() {
        Set<String> names = new TreeSet<>();
        for (DisplayTemplateBlock block : blocks) {
            switch (block) {
                case DisplayTemplateBlock.Text text -> text.field().ifPresent(names::add);
                case DisplayTemplateBlock.Fields fields -> fields.entries().forEach(entry -> names.add(entry.field()));
                case DisplayTemplateBlock.Grid grid ->
                    grid.rows().forEach(row -> row.forEach(entry -> names.add(entry.field())));
                case DisplayTemplateBlock.Picture picture -> names.add(picture.field());
                case DisplayTemplateBlock.Qr qr -> {}
                case DisplayTemplateBlock.Seal seal -> {}
            }
        }
        names.removeIf(DisplayTemplateBuiltin::isBuiltin);
        return names;
    }
}

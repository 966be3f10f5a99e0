package org.zhengzhao.schema.type;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.text.Bilingual;

/** One thing on the page of a license, in its place. */
public sealed interface DisplayTemplateBlock {
    int MAX_ENTRIES = 110;
    int MAX_ROWS = 40;
    int MAX_PAIRS = 3;
    /** Sizes of type, in points. */
    int MIN_SIZE = 4;

    int MAX_SIZE = 96;
    int MAX_SPACING = 400;

    Box at();

    /** A place on the page in whole millimetres, from the upper left corner. */
    record Box(int x, int y, int width, int height) {
        public Box {
            if (x < 0 || y < 0 || width < 1 || height < 1) {
                throw new IllegalArgumentException("a box lies on the page and has a size");
            }
        }
    }

    /** Largest and smallest size of type in points: a text that is too long shrinks as far as the smallest. */
    record Sizes(int largest, int smallest) {
        public Sizes {
            if (smallest < MIN_SIZE || largest > MAX_SIZE || smallest > largest) {
                throw new IllegalArgumentException("sizes of type are 4 to 96 points");
            }
        }
    }

    enum Weight {
        REGULAR,
        BOLD
    }

    enum Alignment {
        LEFT,
        CENTER,
        RIGHT
    }

    enum Ink {
        /** Black. */
        TEXT,
        /** The palette's colour for labels. */
        LABEL,
        /** The palette's colour for titles. */
        TITLE
    }

    /**
     * A field with its label.
     *
     * @param field name of a business field or of a builtin
     * @param label what is printed instead of the field's own title
     */
    record Entry(String field, Optional<Bilingual> label) {
        public Entry {
            Objects.requireNonNull(label);
            requireName(field);
        }

        public static Entry of(String field) {
            return new Entry(field, Optional.empty());
        }
    }

    /**
     * A fixed text, or the value of a field without label, or a fixed text followed by the value.
     *
     * @param spacing extra space between characters in percent of the size
     * @param english whether the English of the fixed text stands under the Chinese
     */
    record Text(
            Box at,
            Optional<Bilingual> text,
            Optional<String> field,
            Sizes sizes,
            Weight weight,
            Alignment align,
            Ink ink,
            int spacing,
            boolean english)
            implements DisplayTemplateBlock {
        public Text {
            Objects.requireNonNull(at);
            Objects.requireNonNull(sizes);
            Objects.requireNonNull(weight);
            Objects.requireNonNull(align);
            Objects.requireNonNull(ink);
            field.ifPresent(DisplayTemplateBlock::requireName);
            if (text.isEmpty() && field.isEmpty()) {
                throw new IllegalArgumentException("a text block needs a text or a field");
            }
            if (spacing < 0 || spacing > MAX_SPACING) {
                throw new IllegalArgumentException("spacing is 0 to 400 percent");
            }
        }
    }

    /**
     * Labels and values one under the other.
     *
     * @param entries none means all fields of the type that no other block shows
     * @param columns 1 or 2
     * @param labelWidth millimetres
     * @param spread whether labels are spread over their width, as on paper forms; else they end in a colon
     * @param english whether the English title stands small under each label
     * @param ruled whether a fine line stands under each value
     */
    record Fields(
            Box at,
            List<Entry> entries,
            int columns,
            int labelWidth,
            Sizes sizes,
            boolean spread,
            boolean english,
            boolean ruled)
            implements DisplayTemplateBlock {
        public Fields {
            Objects.requireNonNull(at);
            Objects.requireNonNull(sizes);
            entries = List.copyOf(entries);
            if (entries.size() > MAX_ENTRIES) {
                throw new IllegalArgumentException("a block has at most " + MAX_ENTRIES + " fields");
            }
            if (columns < 1 || columns > 2) {
                throw new IllegalArgumentException("fields stand in one or two columns");
            }
            requireLabelWidth(at.width() / columns, labelWidth);
        }
    }

    /**
     * A table with a frame: rows of label and value.
     *
     * @param rows one to three pairs in each row
     */
    record Grid(Box at, List<List<Entry>> rows, int labelWidth, Sizes sizes, boolean english)
            implements DisplayTemplateBlock {
        public Grid {
            Objects.requireNonNull(at);
            Objects.requireNonNull(sizes);
            rows = rows.stream().map(List::copyOf).toList();
            if (rows.isEmpty() || rows.size() > MAX_ROWS) {
                throw new IllegalArgumentException("a table has 1 to " + MAX_ROWS + " rows");
            }
            for (List<Entry> row : rows) {
                if (row.isEmpty() || row.size() > MAX_PAIRS) {
                    throw new IllegalArgumentException("a row has 1 to " + MAX_PAIRS + " fields");
                }
                requireLabelWidth(at.width() / row.size(), labelWidth);
            }
        }
    }

    /** A picture of the license, such as the holder's photo; nothing is shown where the license has none. */
    record Picture(Box at, String field, Optional<Bilingual> caption) implements DisplayTemplateBlock {
        public Picture {
            Objects.requireNonNull(at);
            Objects.requireNonNull(caption);
            requireName(field);
            if (DisplayTemplateBuiltin.isBuiltin(field)) {
                throw new IllegalArgumentException("a picture is a business field");
            }
        }
    }

    /** The QR symbol: as large as fits into the box, the caption under it inside the box. */
    record Qr(Box at, Optional<Bilingual> caption) implements DisplayTemplateBlock {
        public static final int MIN_SIDE = 18;

        public Qr {
            Objects.requireNonNull(at);
            Objects.requireNonNull(caption);
            if (at.width() < MIN_SIDE || at.height() < MIN_SIDE) {
                throw new IllegalArgumentException("a QR symbol under 18 mm cannot be read");
            }
        }
    }

    /**
     * The seal: the authority's name along the upper edge of the box, the seal on its lower edge, the date under the seal.
     *
     * @param label what stands before the authority's name
     * @param diameter millimetres
     */
    record Seal(Box at, Optional<Bilingual> label, int diameter, int size, boolean dated)
            implements DisplayTemplateBlock {
        public Seal {
            Objects.requireNonNull(at);
            Objects.requireNonNull(label);
            if (diameter < 20 || diameter > 60 || diameter > at.width() || diameter > at.height()) {
                throw new IllegalArgumentException("a seal has 20 to 60 mm and fits into its box");
            }
            if (size < MIN_SIZE || size > MAX_SIZE) {
                throw new IllegalArgumentException("sizes of type are 4 to 96 points");
            }
        }
    }

    private static void requireName(String field) {
        if (field.isEmpty() || field.length() > 64) {
            throw new IllegalArgumentException("a field name has 1 to 64 characters");
        }
        if (DisplayTemplateBuiltin.isBuiltin(field)
                && DisplayTemplateBuiltin.find(field).isEmpty()) {
            throw new IllegalArgumentException("no such builtin");
        }
    }

    private static void requireLabelWidth(int width, int labelWidth) {
        if (labelWidth < 8 || labelWidth > width - 15) {
            throw new IllegalArgumentException("labels have at least 8 mm and leave 15 mm to the values");
        }
    }
}

package org.zhengzhao.signing.pdf;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Weight;

/** The fonts in the order in which a glyph is looked for: our own in each weight, then those that the operator brings. */
final class LicenseFonts {
    private static final String FOLDER = "/org/zhengzhao/signing/font/";

    private final List<FontFile> regular;
    private final List<FontFile> bold;

    LicenseFonts(List<FontFile> more) {
        FontFile ownRegular = own("NotoSerifSC-Regular.ttf");
        FontFile ownBold = own("NotoSerifSC-Bold.ttf");
        regular = chain(ownRegular, ownBold, more);
        bold = chain(ownBold, ownRegular, more);
    }

    /** The font in which everything of ours is drawn. */
    FontFile own() {
        return regular.getFirst();
    }

    Optional<FontFile> find(int codePoint, Weight weight) {
        for (FontFile font : switch (weight) {
            case REGULAR -> regular;
            case BOLD -> bold;
        }) {
            if (font.glyph(codePoint) != 0) {
                return Optional.of(font);
            }
        }
        return Optional.empty();
    }

    private static List<FontFile> chain(FontFile first, FontFile second, List<FontFile> more) {
        List<FontFile> chain = new ArrayList<>(List.of(first, second));
        chain.addAll(more);
        return List.copyOf(chain);
    }

    private static FontFile own(String name) {
        try (InputStream resource = LicenseFonts.class.getResourceAsStream(FOLDER + name)) {
            if (resource == null) {
                throw new IllegalStateException("the font " + name + " is not in the archive");
            }
            return FontFile.read(new BufferedInputStream(resource));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

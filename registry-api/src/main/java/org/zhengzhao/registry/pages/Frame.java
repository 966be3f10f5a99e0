package org.zhengzhao.registry.pages;

import java.util.Objects;
import org.zhengzhao.schema.text.Language;

/**
 * What every page has around its content.
 *
 * @param place which entry of the navigation is this page: {@code home}, {@code verify} or empty
 * @param assets version of style and script
 */
record Frame(Language language, String place, String assets) {
    Frame {
        Objects.requireNonNull(language);
        Objects.requireNonNull(place);
        Objects.requireNonNull(assets);
    }
}

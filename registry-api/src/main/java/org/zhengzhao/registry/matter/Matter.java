package org.zhengzhao.registry.matter;

import java.util.Objects;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/**
 * A service matter of a department. Departments may use the same code, which often comes from a common list.
 *
 * @param code as the field writes it, for example {@code 000131015000}
 */
public record Matter(Uscc department, String code, Bilingual name) {
    public Matter {
        Objects.requireNonNull(department);
        Objects.requireNonNull(code);
        Objects.requireNonNull(name);
    }
}

package org.zhengzhao.registry.authority;

import java.util.Objects;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.AuthorityLevel;

/**
 * An authority or department that the registry knows.
 *
 * @param areaCode six digits of GB/T 2260
 */
public record RegisteredAuthority(Uscc code, Bilingual name, AuthorityLevel level, String areaCode) {
    public RegisteredAuthority {
        Objects.requireNonNull(code);
        Objects.requireNonNull(name);
        Objects.requireNonNull(level);
        Objects.requireNonNull(areaCode);
    }

    /** As a license names it: in Chinese. */
    public Authority onLicense() {
        return new Authority(code, name.chinese());
    }
}

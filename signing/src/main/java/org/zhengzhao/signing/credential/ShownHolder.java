package org.zhengzhao.signing.credential;

import java.util.Objects;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.license.Holder;

/**
 * A holder as a credential shows one.
 *
 * @param code the code in full for organisations, masked for people: a QR symbol is read by anybody who sees it
 */
public record ShownHolder(String name, HolderCodeType codeType, String code) {
    public ShownHolder {
        Objects.requireNonNull(name);
        Objects.requireNonNull(codeType);
        Objects.requireNonNull(code);
    }

    public static ShownHolder of(Holder holder) {
        return new ShownHolder(
                holder.name(), holder.code().type(), holder.code().shown());
    }

    /** Without the name, which is personal. */
    @Override
    public String toString() {
        return "ShownHolder[" + codeType + ", " + code + "]";
    }
}

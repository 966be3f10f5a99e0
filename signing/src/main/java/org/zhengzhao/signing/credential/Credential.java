package org.zhengzhao.signing.credential;

import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;

/** A credential as its octets: what the QR symbol carries and the PDF embeds. Nothing is said about its truth. */
public record Credential(Bytes coseSign1) {
    public Credential {
        Objects.requireNonNull(coseSign1);
    }
}

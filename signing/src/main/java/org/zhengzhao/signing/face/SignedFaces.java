package org.zhengzhao.signing.face;

import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * The signed faces of one license.
 *
 * @param pdf PAdES-signed PDF/A-3
 * @param credential COSE_Sign1 CWT, what the QR symbol carries
 */
public record SignedFaces(Bytes pdf, Bytes credential) {
    public SignedFaces {
        Objects.requireNonNull(pdf);
        Objects.requireNonNull(credential);
    }
}

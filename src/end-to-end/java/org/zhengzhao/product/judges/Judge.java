package org.zhengzhao.product.judges;

import org.zhengzhao.schema.bytes.Bytes;

/** Somebody who says of a signed PDF whether it is good. */
interface Judge {
    String name();

    /**
     * Whether the PDF is accepted.
     *
     * @param license what it was before anything was done to it: whom to trust, and as of when
     */
    Opinion judge(Bytes pdf, LicenseOfLevel license);

    /** @param reason what was said, for those who look why */
    record Opinion(boolean accepted, String reason) {}
}

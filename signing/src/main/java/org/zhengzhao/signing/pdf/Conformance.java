package org.zhengzhao.signing.pdf;

import org.zhengzhao.signing.key.CmsProfile;
import org.zhengzhao.signing.key.Suite;

/** What a license PDF claims to be, in its metadata: no more than it is. */
enum Conformance {
    PDF_A_3A_AND_UA_1("<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"),
    /**
     * PDF/A wants a signature to be a PKCS #7 object (ISO 19005-3 §6.4.3). The container of GB/T 35275, with SM2, is built alike
     * and has another name, so that it is none.
     */
    PDF_UA_1("");

    private final String archival;

    Conformance(String archival) {
        this.archival = archival;
    }

    static Conformance of(Suite suite) {
        return switch (CmsProfile.of(suite)) {
            case CMS -> PDF_A_3A_AND_UA_1;
            case GB_T_35275 -> PDF_UA_1;
        };
    }

    /** The claim as it stands in XMP. */
    String xmp() {
        return archival + "<pdfuaid:part>1</pdfuaid:part>";
    }
}

package org.zhengzhao.signing.evidence;

/** Levels of PAdES baseline signatures (ETSI EN 319 142-1 §6); each has what those before it have. */
public enum PadesLevel {
    /** A signature. */
    B_B("B-B"),
    /** And a timestamp that proves that it was there: in its CMS, or over the document. */
    B_T("B-T"),
    /** And the certificates and revocation data by which it is judged. */
    B_LT("B-LT"),
    /** And a timestamp over all of that, to be renewed before its own certificate ends. */
    B_LTA("B-LTA");

    private final String label;

    PadesLevel(String label) {
        this.label = label;
    }

    /** As the standard writes it. */
    public String label() {
        return label;
    }

    public boolean isBelow(PadesLevel other) {
        return compareTo(other) < 0;
    }
}

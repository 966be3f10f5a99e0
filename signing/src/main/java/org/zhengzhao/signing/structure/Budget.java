package org.zhengzhao.signing.structure;

/** What reading one file may cost, all parts together. Not safe for use by several threads. */
final class Budget {
    /** Values in memory: enough for a PDF of 20 MB, and no more than some 200 MB. */
    private static final int MAX_VALUES = 3_000_000;

    private static final long MAX_INFLATED = 64L * 1024 * 1024;
    /** Entries that updates carry along: 10 000 objects may be updated a thousand times. */
    private static final int MAX_CARRIED = 10_000_000;
    /** Changes that updates make: each is told, for every signature before it. */
    private static final int MAX_CHANGES = 10_000;
    /** Streams shorter than this may be of any density. */
    private static final int ANY_DENSITY = 256 * 1024;

    private static final int MAX_DENSITY = 400;

    private int values = MAX_VALUES;
    private long inflated = MAX_INFLATED;
    private int carried = MAX_CARRIED;
    private int changes = MAX_CHANGES;

    void spendValue() throws MalformedPdfException {
        if (--values < 0) {
            throw MalformedPdfException.limit("values");
        }
    }

    void spendCarried(int entries) throws MalformedPdfException {
        carried -= entries;
        if (carried < 0) {
            throw MalformedPdfException.limit("updates of so many objects");
        }
    }

    void spendChanges(int made) throws MalformedPdfException {
        changes -= made;
        if (changes < 0) {
            throw MalformedPdfException.limit("changes");
        }
    }

    void spendInflated(int octets, long sum, int compressed) throws MalformedPdfException {
        inflated -= octets;
        if (inflated < 0 || sum > ANY_DENSITY && sum / MAX_DENSITY > compressed) {
            throw MalformedPdfException.limit("inflated streams");
        }
    }
}

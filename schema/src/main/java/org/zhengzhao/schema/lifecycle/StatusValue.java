package org.zhengzhao.schema.lifecycle;

/** What a published status list says of a license, in two bits. What dates decide is in no list. */
public enum StatusValue {
    VALID(0),
    INVALID(1),
    SUSPENDED(2),
    /** Application-specific in the IETF draft: the next version stands in its place. */
    SUPERSEDED(3);

    private final int bits;

    StatusValue(int bits) {
        this.bits = bits;
    }

    public int bits() {
        return bits;
    }

    public static StatusValue listed(LicenseStatus status) {
        return switch (status) {
            case NOT_YET_EFFECTIVE, VALID, EXPIRED -> VALID;
            case SUSPENDED -> SUSPENDED;
            case SUPERSEDED -> SUPERSEDED;
            case TRANSFERRED_OUT, WITHDRAWN, ANNULLED, PENALTY_REVOKED, CANCELLED -> INVALID;
        };
    }
}

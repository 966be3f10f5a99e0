package org.zhengzhao.signing.credential;

/** The one exception of {@link ClaimsCbor#read}: which claim is missing or not what it must be. */
public final class MalformedClaimsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String claim;

    MalformedClaimsException(String claim) {
        super("claim " + claim);
        this.claim = claim;
    }

    /** Name of the claim at fault; {@code payload} where the payload as a whole cannot be read. */
    public String claim() {
        return claim;
    }
}

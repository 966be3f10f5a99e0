package org.zhengzhao.product.faults;

/**
 * One request that writes, as it is sent and, where no answer comes, sent again.
 *
 * @param key its idempotency key
 * @param license the license that is acted on; empty for an issue
 * @param act {@code ISSUE} or an act of the life cycle
 */
record Request(String key, String license, String act, String path, String body) {
    boolean makesLicense() {
        return switch (act) {
            case "ISSUE", "CHANGE", "RENEW", "REISSUE" -> true;
            default -> false;
        };
    }
}

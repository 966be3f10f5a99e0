package org.zhengzhao.registry.sharing;

/** What a read asked for. */
enum ReadOperation {
    BY_HOLDER,
    BY_IDENTIFIER,
    PDF,
    QR,
    CREDENTIAL,
    HISTORY,
    SAMPLE_PAGE
}

package org.zhengzhao.registry.sharing;

import org.zhengzhao.registry.grant.ReadNeed;

/** What a read asked for. */
enum ReadOperation {
    BY_HOLDER,
    BY_IDENTIFIER,
    PDF,
    QR,
    CREDENTIAL,
    HISTORY,
    SAMPLE_PAGE;

    /** What it needs of a grant: a face shows the whole license; so may what was decided about it, and why. */
    ReadNeed need() {
        return switch (this) {
            case BY_HOLDER, BY_IDENTIFIER -> ReadNeed.PARTS;
            case PDF, QR, CREDENTIAL, HISTORY, SAMPLE_PAGE -> ReadNeed.WHOLE;
        };
    }
}

package org.zhengzhao.registry.sharing;

/** How a read ended. */
enum ReadOutcome {
    FOUND,
    NOT_FOUND,
    NOT_SHARED
}

/**
 * Keys that sign. A key handle signs; nothing prints or exports it.
 */
@NullMarked
package org.zhengzhao.signing.key;

import org.jspecify.annotations.NullMarked;

/** Octet strings that cannot be changed behind their owner's back. */
@NullMarked
package org.zhengzhao.schema.bytes;

import org.jspecify.annotations.NullMarked;

/** Expands compressed octets within limits. */
@NullMarked
package org.zhengzhao.signing.zlib;

import org.jspecify.annotations.NullMarked;

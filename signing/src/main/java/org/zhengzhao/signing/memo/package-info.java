/** What was computed once and is asked for again. */
@NullMarked
package org.zhengzhao.signing.memo;

import org.jspecify.annotations.NullMarked;

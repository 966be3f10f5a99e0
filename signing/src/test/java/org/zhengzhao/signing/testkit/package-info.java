/** Fictional authorities, keys and licenses that tests share. */
@NullMarked
package org.zhengzhao.signing.testkit;

import org.jspecify.annotations.NullMarked;

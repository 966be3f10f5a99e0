/** Tests of the pool. */
@NullMarked
package org.zhengzhao.registry.platform.compute;

import org.jspecify.annotations.NullMarked;

/** Tests of what is done again and again. */
@NullMarked
package org.zhengzhao.registry.platform.time;

import org.jspecify.annotations.NullMarked;

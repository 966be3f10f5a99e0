/**
 * The clock, handed to whoever needs it.
 */
@NullMarked
package org.zhengzhao.registry.platform.time;

import org.jspecify.annotations.NullMarked;

/**
 * What every request shares: its language, its limits, its identifier.
 */
@NullMarked
package org.zhengzhao.registry.platform.http;

import org.jspecify.annotations.NullMarked;

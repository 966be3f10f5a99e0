/**
 * The access record after it was written: kept by the month, shown to the holders whom it concerns.
 */
@NullMarked
package org.zhengzhao.registry.access;

import org.jspecify.annotations.NullMarked;

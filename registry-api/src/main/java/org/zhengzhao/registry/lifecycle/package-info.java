/**
 * What becomes of a license after it was issued: acts, corrections, and its history of signed events.
 */
@NullMarked
package org.zhengzhao.registry.lifecycle;

import org.jspecify.annotations.NullMarked;

/**
 * Sample authorities, types and licenses, so that the first start shows something.
 */
@NullMarked
package org.zhengzhao.registry.sample;

import org.jspecify.annotations.NullMarked;

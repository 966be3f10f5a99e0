/**
 * The first operator of a registry without samples, who registers everybody else.
 */
@NullMarked
package org.zhengzhao.registry.setup;

import org.jspecify.annotations.NullMarked;

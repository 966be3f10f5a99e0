/**
 * Regions (行政区划, GB/T 2260) as a tree.
 */
@NullMarked
package org.zhengzhao.registry.region;

import org.jspecify.annotations.NullMarked;

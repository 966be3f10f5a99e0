/**
 * Licenses as the registry keeps them.
 */
@NullMarked
package org.zhengzhao.registry.license;

import org.jspecify.annotations.NullMarked;

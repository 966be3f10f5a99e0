/**
 * License types: defining them, changing them, reading them.
 */
@NullMarked
package org.zhengzhao.registry.catalogue;

import org.jspecify.annotations.NullMarked;

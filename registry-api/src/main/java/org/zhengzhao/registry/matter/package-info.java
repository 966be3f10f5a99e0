/**
 * Service matters (事项) that departments handle.
 */
@NullMarked
package org.zhengzhao.registry.matter;

import org.jspecify.annotations.NullMarked;

/**
 * Departments ask the registry instead of the citizen; every read is recorded.
 */
@NullMarked
package org.zhengzhao.registry.sharing;

import org.jspecify.annotations.NullMarked;

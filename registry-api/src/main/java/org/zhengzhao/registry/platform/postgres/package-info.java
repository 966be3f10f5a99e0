/**
 * The embedded default store: a real PostgreSQL server, unpacked from the class path, whose life is tied to this process
 * and whose data outlive it.
 */
@NullMarked
package org.zhengzhao.registry.platform.postgres;

import org.jspecify.annotations.NullMarked;

/** The embedded database under everything that happens to a database: first start, crash, theft of its directory. */
@NullMarked
package org.zhengzhao.registry.platform.postgres;

import org.jspecify.annotations.NullMarked;

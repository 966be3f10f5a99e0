/**
 * Idempotency keys: a request that is sent again is answered with what it made before.
 */
@NullMarked
package org.zhengzhao.registry.platform.idempotency;

import org.jspecify.annotations.NullMarked;

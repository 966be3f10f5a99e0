/**
 * A bounded pool for work that computes: drawing and signing never run on an event loop or a request thread.
 */
@NullMarked
package org.zhengzhao.registry.platform.compute;

import org.jspecify.annotations.NullMarked;

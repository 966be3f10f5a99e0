/**
 * The service's way in: where its data live, which database it uses, and in which order things start and stop.
 */
@NullMarked
package org.zhengzhao.registry;

import org.jspecify.annotations.NullMarked;

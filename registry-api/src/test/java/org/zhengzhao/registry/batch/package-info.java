/** Tests of batches from inside. */
@NullMarked
package org.zhengzhao.registry.batch;

import org.jspecify.annotations.NullMarked;

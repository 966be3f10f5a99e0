/**
 * Many questions in one request: stored first, then answered one by one, each in its own transaction and with its own record and receipt.
 */
@NullMarked
package org.zhengzhao.registry.batch;

import org.jspecify.annotations.NullMarked;

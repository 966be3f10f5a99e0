/** What the tests of several features share. */
@NullMarked
package org.zhengzhao.registry.testing;

import org.jspecify.annotations.NullMarked;

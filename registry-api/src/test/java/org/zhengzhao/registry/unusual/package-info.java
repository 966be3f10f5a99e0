@NullMarked
package org.zhengzhao.registry.unusual;

import org.jspecify.annotations.NullMarked;

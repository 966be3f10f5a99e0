@NullMarked
package org.zhengzhao.registry.identity;

import org.jspecify.annotations.NullMarked;

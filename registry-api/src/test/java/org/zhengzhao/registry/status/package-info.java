@NullMarked
package org.zhengzhao.registry.status;

import org.jspecify.annotations.NullMarked;

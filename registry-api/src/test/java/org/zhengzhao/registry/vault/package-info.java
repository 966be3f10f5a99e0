@NullMarked
package org.zhengzhao.registry.vault;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.zhengzhao.registry.access;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.zhengzhao.registry.publication;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.zhengzhao.registry.draft;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.zhengzhao.registry.policy;

import org.jspecify.annotations.NullMarked;

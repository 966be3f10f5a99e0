@NullMarked
package org.zhengzhao.registry.requirement.condition;

import org.jspecify.annotations.NullMarked;

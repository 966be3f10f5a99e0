/** What is told apart of what goes wrong. */
@NullMarked
package org.zhengzhao.registry.platform.problem;

import org.jspecify.annotations.NullMarked;

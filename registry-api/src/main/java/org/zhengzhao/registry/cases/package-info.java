/**
 * Cases (办件): which case numbers of a department are open.
 */
@NullMarked
package org.zhengzhao.registry.cases;

import org.jspecify.annotations.NullMarked;

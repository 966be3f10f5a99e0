/** Tests of the comparison of facts from inside. */
@NullMarked
package org.zhengzhao.registry.facts;

import org.jspecify.annotations.NullMarked;

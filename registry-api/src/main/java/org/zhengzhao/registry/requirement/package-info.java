/**
 * What service matters require (事项要求): licenses that a holder must have, or must not have, with a condition on each.
 */
@NullMarked
package org.zhengzhao.registry.requirement;

import org.jspecify.annotations.NullMarked;

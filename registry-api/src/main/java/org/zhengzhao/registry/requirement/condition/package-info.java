/**
 * The language of conditions: a closed part of the Common Expression Language (CEL) that every reader gets explained in words. Knows
 * license types and licenses, and neither HTTP nor the database.
 */
@NullMarked
package org.zhengzhao.registry.requirement.condition;

import org.jspecify.annotations.NullMarked;

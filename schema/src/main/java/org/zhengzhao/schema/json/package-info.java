/**
 * Strict reading of JSON: one value, limits first, no duplicate members.
 */
@NullMarked
package org.zhengzhao.schema.json;

import org.jspecify.annotations.NullMarked;

/**
 * The license types that the registry brings along, with their real fields, and one made-up license of each.
 */
@NullMarked
package org.zhengzhao.schema.sample;

import org.jspecify.annotations.NullMarked;

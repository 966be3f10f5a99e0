/**
 * License types as data: fields, validity rule, what the QR carries, how the license is displayed.
 */
@NullMarked
package org.zhengzhao.schema.type;

import org.jspecify.annotations.NullMarked;

/**
 * Texts that exist in Chinese and in English.
 */
@NullMarked
package org.zhengzhao.schema.text;

import org.jspecify.annotations.NullMarked;

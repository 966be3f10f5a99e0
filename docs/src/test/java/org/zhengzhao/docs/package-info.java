/** Keeps the documentation true: links, translations, decisions and reference pages. */
@NullMarked
package org.zhengzhao.docs;

import org.jspecify.annotations.NullMarked;

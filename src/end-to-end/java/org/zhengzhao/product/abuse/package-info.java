/** What somebody sends who means harm. */
@NullMarked
package org.zhengzhao.product.abuse;

import org.jspecify.annotations.NullMarked;

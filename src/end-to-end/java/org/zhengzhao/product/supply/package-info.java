/** What the product is made of. */
@NullMarked
package org.zhengzhao.product.supply;

import org.jspecify.annotations.NullMarked;

/** Cross-validation: signed licenses and broken ones, judged by us and by others, side by side. */
@NullMarked
package org.zhengzhao.product.judges;

import org.jspecify.annotations.NullMarked;

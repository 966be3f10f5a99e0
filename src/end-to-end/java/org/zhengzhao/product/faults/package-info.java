/** Faults under load: the service killed, its database killed, its disk full. What clients were told is the judge. */
@NullMarked
package org.zhengzhao.product.faults;

import org.jspecify.annotations.NullMarked;

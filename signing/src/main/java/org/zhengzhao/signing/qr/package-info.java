/** QR symbols and the text inside them. */
@NullMarked
package org.zhengzhao.signing.qr;

import org.jspecify.annotations.NullMarked;

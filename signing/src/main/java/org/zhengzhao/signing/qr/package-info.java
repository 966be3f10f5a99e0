/**
 * QR symbols: drawn for licenses, read from pictures.
 */
@NullMarked
package org.zhengzhao.signing.qr;

import org.jspecify.annotations.NullMarked;

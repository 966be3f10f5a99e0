/**
 * COSE_Sign1 (RFC 9052) in the one strict form that credentials have, and Base45 (RFC 9285), in which a QR symbol carries
 * them.
 */
@NullMarked
package org.zhengzhao.signing.cose;

import org.jspecify.annotations.NullMarked;

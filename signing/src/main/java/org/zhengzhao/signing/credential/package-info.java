/**
 * The QR credential of a license: CWT claims (RFC 8392) inside a COSE_Sign1, small enough for a printed symbol. The wire
 * format is {@code org/zhengzhao/schema/wire/license-credential.cddl}.
 */
@NullMarked
package org.zhengzhao.signing.credential;

import org.jspecify.annotations.NullMarked;

/**
 * Signed messages as others make them: COSE_Sign1 and COSE_Sign (RFC 9052), CBOR Web Tokens
 * (RFC 8392), and keys in all their usual forms. Wider than what credentials of ours may be (see {@code cose.CoseSign1}), and
 * never used to judge a license.
 */
@NullMarked
package org.zhengzhao.signing.envelope;

import org.jspecify.annotations.NullMarked;

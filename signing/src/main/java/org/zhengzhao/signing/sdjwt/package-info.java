/**
 * Selective Disclosure JWTs (RFC 9901), read strictly and verified: the issuer's signature, the disclosures, the digests that
 * stand for them, and the holder's key binding. Nothing is issued here.
 */
@NullMarked
package org.zhengzhao.signing.sdjwt;

import org.jspecify.annotations.NullMarked;

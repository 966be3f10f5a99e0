/**
 * Receipts for answers of the registry: who asked, when, for what and with which outcome, and the digest of the answer. In two
 * forms with the same claims, COSE_Sign1 and compact JWS; the formats are {@code org/zhengzhao/schema/wire/receipt.cddl} and
 * docs/reference/receipt.md.
 */
@NullMarked
package org.zhengzhao.signing.receipt;

import org.jspecify.annotations.NullMarked;

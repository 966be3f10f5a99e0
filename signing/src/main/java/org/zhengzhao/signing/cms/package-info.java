/**
 * Signatures in CMS (RFC 5652) as others make them: one signer, signed attributes, and a closed list of algorithms. What the
 * project signs itself is read more strictly, see {@code org.zhengzhao.signing.collect}.
 */
@NullMarked
package org.zhengzhao.signing.cms;

import org.jspecify.annotations.NullMarked;

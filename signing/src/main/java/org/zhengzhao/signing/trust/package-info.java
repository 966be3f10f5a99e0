/** Whom a verifier trusts: certificates given by the person who verifies, and paths from a signer to one of them. */
@NullMarked
package org.zhengzhao.signing.trust;

import org.jspecify.annotations.NullMarked;

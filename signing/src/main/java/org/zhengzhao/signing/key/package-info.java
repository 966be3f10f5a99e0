/**
 * Suites and keys. A suite is one of a closed list and fixes every parameter; a key handle signs, and nothing prints or
 * exports it; {@link org.zhengzhao.signing.key.SignatureVerifier} is the one place where a signature is compared with a key.
 */
@NullMarked
package org.zhengzhao.signing.key;

import org.jspecify.annotations.NullMarked;

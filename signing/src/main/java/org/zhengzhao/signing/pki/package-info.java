/**
 * The registry's own certificates: a root, one issuing authority, one sealing certificate per authority.
 */
@NullMarked
package org.zhengzhao.signing.pki;

import org.jspecify.annotations.NullMarked;

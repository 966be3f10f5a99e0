/** JSON Web Signatures (RFC 7515) in their compact form and JSON Web Keys (RFC 7517), read strictly, for the closed list of suites. */
@NullMarked
package org.zhengzhao.signing.jose;

import org.jspecify.annotations.NullMarked;

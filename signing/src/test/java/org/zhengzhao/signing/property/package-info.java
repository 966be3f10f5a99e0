/** Properties of the verifier: whatever is done to what was issued, it is VALID no more. */
@NullMarked
package org.zhengzhao.signing.property;

import org.jspecify.annotations.NullMarked;

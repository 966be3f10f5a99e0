/**
 * Token status lists, draft-ietf-oauth-status-list: a compressed array with a status of 1, 2, 4 or 8 bits for each token, in
 * a signed JWT or CWT. Lists and their tokens are read and made here; who signs and where they are published is for others.
 */
@NullMarked
package org.zhengzhao.signing.status;

import org.jspecify.annotations.NullMarked;

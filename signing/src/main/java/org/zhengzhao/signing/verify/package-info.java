/**
 * Judges licenses. Facts about a document come in, a verdict goes out: {@link org.zhengzhao.signing.verify.Verifier#judge} is
 * a pure function of facts, policy and time. It opens no file, asks no clock, and knows nothing of how licenses are signed.
 */
@NullMarked
package org.zhengzhao.signing.verify;

import org.jspecify.annotations.NullMarked;

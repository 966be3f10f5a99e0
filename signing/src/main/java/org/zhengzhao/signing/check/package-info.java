/**
 * Low-level checks for engineers and for tests of interoperability: one input, one answer, no license needed. Built from the
 * same parts as the verifier of licenses.
 */
@NullMarked
package org.zhengzhao.signing.check;

import org.jspecify.annotations.NullMarked;

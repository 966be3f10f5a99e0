/**
 * {@code zhengzhao check KIND}: low-level checks for engineers and for tests of interoperability. A kind says which options
 * it has and judges one input; this package reads the inputs, runs many at a time and writes one line of JSON for each.
 */
@NullMarked
package org.zhengzhao.cli.check;

import org.jspecify.annotations.NullMarked;

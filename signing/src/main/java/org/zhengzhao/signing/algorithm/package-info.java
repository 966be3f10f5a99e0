/**
 * Names of hashes and signature algorithms, each known once. Every reader has a list of its own of those that it accepts; what a
 * name means and how it is computed is here.
 */
@NullMarked
package org.zhengzhao.signing.algorithm;

import org.jspecify.annotations.NullMarked;

/**
 * Unusual reads: what a supervisor should look at, by rules with a code and words.
 */
@NullMarked
package org.zhengzhao.registry.unusual;

import org.jspecify.annotations.NullMarked;

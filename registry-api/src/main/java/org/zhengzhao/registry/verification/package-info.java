/**
 * Verifying a document with the same engine as the command line.
 */
@NullMarked
package org.zhengzhao.registry.verification;

import org.jspecify.annotations.NullMarked;

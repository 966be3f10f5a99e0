/**
 * Answers without values: whether a holder has what a matter requires, and yes or no to single questions about licenses.
 */
@NullMarked
package org.zhengzhao.registry.check;

import org.jspecify.annotations.NullMarked;

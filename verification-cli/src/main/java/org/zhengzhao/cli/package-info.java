/**
 * The {@code zhengzhao} command. Results go to standard output, everything else to standard error; nothing is asked over the
 * network.
 */
@NullMarked
package org.zhengzhao.cli;

import org.jspecify.annotations.NullMarked;

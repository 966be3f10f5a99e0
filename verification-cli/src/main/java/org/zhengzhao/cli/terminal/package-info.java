/** What all commands share: where they read and write, how they end, their help. */
@NullMarked
package org.zhengzhao.cli.terminal;

import org.jspecify.annotations.NullMarked;

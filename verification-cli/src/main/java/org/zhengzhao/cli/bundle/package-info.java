/** {@code zhengzhao bundle}: gets, shows, checks and updates offline bundles, and remembers which were seen. */
@NullMarked
package org.zhengzhao.cli.bundle;

import org.jspecify.annotations.NullMarked;

/**
 * The life of a license: its statuses, the acts that change them, the one table of what is allowed, and the fold of recorded
 * events into the status at a moment as it was known at another.
 */
@NullMarked
package org.zhengzhao.schema.lifecycle;

import org.jspecify.annotations.NullMarked;

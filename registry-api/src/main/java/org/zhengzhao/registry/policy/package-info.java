/**
 * Who may what: one table, one filter that holds every request against it, and one pure function that holds a single thing against it.
 */
@NullMarked
package org.zhengzhao.registry.policy;

import org.jspecify.annotations.NullMarked;

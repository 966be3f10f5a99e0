/**
 * The calendar of working days, and deadlines on it.
 */
@NullMarked
package org.zhengzhao.registry.calendar;

import org.jspecify.annotations.NullMarked;

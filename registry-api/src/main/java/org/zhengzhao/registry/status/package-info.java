/**
 * Places in status lists: which lists there are, and which index of which list a license gets. What the lists say is published by
 * others.
 */
@NullMarked
package org.zhengzhao.registry.status;

import org.jspecify.annotations.NullMarked;

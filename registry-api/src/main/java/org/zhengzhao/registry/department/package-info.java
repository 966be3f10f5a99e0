/**
 * Departments as a tree, their systems and their officers.
 */
@NullMarked
package org.zhengzhao.registry.department;

import org.jspecify.annotations.NullMarked;

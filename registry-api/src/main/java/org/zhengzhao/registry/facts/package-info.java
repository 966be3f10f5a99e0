/**
 * Verifying for departments: facts that they were told (信息验证), and files that they were given (文件验证). The true values are never told.
 */
@NullMarked
package org.zhengzhao.registry.facts;

import org.jspecify.annotations.NullMarked;

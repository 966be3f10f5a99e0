/**
 * Authorities and the license types that each may issue.
 */
@NullMarked
package org.zhengzhao.registry.authority;

import org.jspecify.annotations.NullMarked;

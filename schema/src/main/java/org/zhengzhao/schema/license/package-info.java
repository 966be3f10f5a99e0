/**
 * What a license says: its content, the canonical form of that content, and the license digest.
 */
@NullMarked
package org.zhengzhao.schema.license;

import org.jspecify.annotations.NullMarked;

/**
 * Errors as problem documents (RFC 9457): one vocabulary, one translation at the edge.
 */
@NullMarked
package org.zhengzhao.registry.platform.problem;

import org.jspecify.annotations.NullMarked;

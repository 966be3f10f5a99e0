/**
 * Issuing: one act that makes the record and its signed faces, or nothing.
 */
@NullMarked
package org.zhengzhao.registry.issuance;

import org.jspecify.annotations.NullMarked;

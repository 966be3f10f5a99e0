/**
 * Timestamps for license PDFs: what was issued without one gets it, and what it is judged by, as soon as the timestamp authority
 * answers.
 */
@NullMarked
package org.zhengzhao.registry.timestamp;

import org.jspecify.annotations.NullMarked;

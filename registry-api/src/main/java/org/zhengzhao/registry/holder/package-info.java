/**
 * What holders who have logged in see and do: their licenses, and the mandates by which others see them.
 */
@NullMarked
package org.zhengzhao.registry.holder;

import org.jspecify.annotations.NullMarked;

/**
 * The pages for people: home, a sample license as its holder shows it, and verifying. Rendered here, usable without scripts.
 */
@NullMarked
package org.zhengzhao.registry.pages;

import org.jspecify.annotations.NullMarked;

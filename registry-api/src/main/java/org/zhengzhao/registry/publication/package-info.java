/**
 * What verifiers are given to work offline: signed status lists, and bundles of everything that they need. Made in the background by
 * any node, stored, and handed out as they are.
 */
@NullMarked
package org.zhengzhao.registry.publication;

import org.jspecify.annotations.NullMarked;

/**
 * Drafts: licenses that are issued once one person drafted, another reviewed and a third approved them.
 */
@NullMarked
package org.zhengzhao.registry.draft;

import org.jspecify.annotations.NullMarked;

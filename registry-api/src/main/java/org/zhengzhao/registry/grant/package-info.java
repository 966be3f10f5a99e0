/**
 * Who may read what of which licenses, and why: sharing rules, grants, requests for grants, caps.
 */
@NullMarked
package org.zhengzhao.registry.grant;

import org.jspecify.annotations.NullMarked;

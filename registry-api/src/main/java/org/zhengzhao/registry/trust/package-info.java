/**
 * The registry's keys and certificates, and the trust anchors that verifiers fetch.
 */
@NullMarked
package org.zhengzhao.registry.trust;

import org.jspecify.annotations.NullMarked;

/**
 * Offline bundles: one signed, dated file with everything by which documents of a registry are judged without a network: trust
 * anchors, certificates, revocation lists, names and rights of license types, status lists, keys that were lost to others. What
 * a bundle says is true as of when it was issued; whose it is has to be known from elsewhere, once.
 */
@NullMarked
package org.zhengzhao.signing.bundle;

import org.jspecify.annotations.NullMarked;

/**
 * What keeps a signed PDF provable for years (PAdES, ETSI EN 319 142-1 §5.4 and §6): document timestamps and validation data,
 * added as updates that leave every octet before them as it was. A license permits no change (DocMDP P=1); ISO 32000-2 §12.8.2.2
 * allows these two under it. Fetches nothing: the caller brings timestamps, certificates and revocation lists.
 */
@NullMarked
package org.zhengzhao.signing.evidence;

import org.jspecify.annotations.NullMarked;

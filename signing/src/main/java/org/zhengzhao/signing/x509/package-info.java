/**
 * Certificates as RFC 5280 has them: looking for a path to a given anchor, judging it at a given time, and what certificate
 * revocation lists and OCSP responses (RFC 6960) say of it. Asks no network and no clock; Bouncy Castle reads the ASN.1 and
 * checks signatures, the rules are ours.
 */
@NullMarked
package org.zhengzhao.signing.x509;

import org.jspecify.annotations.NullMarked;

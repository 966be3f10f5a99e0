/**
 * Timestamps by RFC 3161: asks for them, reads them and judges them. Brings no network: whoever has one hands a
 * {@link org.zhengzhao.signing.timestamp.TimestampTransport} in.
 *
 * <p>The one rule that others have broken: the signer of a token is the certificate that its SignerInfo names and that its
 * signed attribute signing-certificate binds, never whatever lies in the unsigned bag of certificates.
 */
@NullMarked
package org.zhengzhao.signing.timestamp;

import org.jspecify.annotations.NullMarked;

/**
 * Reads CBOR (RFC 8949) of any form from anywhere: whatever is well-formed, valid and within limits, with its deviations from
 * the deterministic form. Credentials have one form only and are read by {@code cose.Cbor}.
 */
@NullMarked
package org.zhengzhao.signing.cbor;

import org.jspecify.annotations.NullMarked;

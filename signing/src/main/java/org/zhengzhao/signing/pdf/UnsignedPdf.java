package org.zhengzhao.signing.pdf;

import org.zhengzhao.schema.bytes.Bytes;

/**
 * A whole document with places left for byte range and signature.
 *
 * @param contentsStart offset of the {@code <} that opens the signature
 * @param contentsEnd offset after the {@code >} that closes it
 * @param byteRangeStart offset of the {@code [} of the byte range
 * @param byteRangeEnd offset after its {@code ]}
 */
record UnsignedPdf(Bytes octets, int contentsStart, int contentsEnd, int byteRangeStart, int byteRangeEnd) {}

package org.zhengzhao.signing.pdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SingleUse;

/**
 * A license PDF, complete but for the value of its signature: the byte range is filled in, the place of the signature holds
 * zeros. Only {@link LicensePdf#prepare} makes one; it is good for one signature by the key of one certificate.
 */
public final class PreparedPdf {
    private final Bytes octets;
    private final int contentsStart;
    private final int contentsEnd;
    private final Bytes digest;
    private final SingleUse use;

    private PreparedPdf(Bytes octets, int contentsStart, int contentsEnd, KeyCertificate certificate) {
        this.octets = octets;
        this.contentsStart = contentsStart;
        this.contentsEnd = contentsEnd;
        this.digest = digest(octets.toArray(), contentsStart, contentsEnd);
        this.use = new SingleUse(certificate);
    }

    static PreparedPdf of(UnsignedPdf unsigned, KeyCertificate certificate) {
        byte[] document = unsigned.octets().toArray();
        byte[] byteRange = String.format(
                        Locale.ROOT,
                        "[0 %d %d %d]",
                        unsigned.contentsStart(),
                        unsigned.contentsEnd(),
                        document.length - unsigned.contentsEnd())
                .getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(document, unsigned.byteRangeStart(), unsigned.byteRangeEnd(), (byte) ' ');
        if (byteRange.length > unsigned.byteRangeEnd() - unsigned.byteRangeStart()) {
            throw new IllegalStateException("the place for the byte range is too small");
        }
        System.arraycopy(byteRange, 0, document, unsigned.byteRangeStart(), byteRange.length);
        return new PreparedPdf(Bytes.of(document), unsigned.contentsStart(), unsigned.contentsEnd(), certificate);
    }

    /** SHA-256 of the octets that the signature will cover: all but its own value. */
    public Bytes digest() {
        return digest;
    }

    public KeyCertificate certificate() {
        return use.certificate();
    }

    SingleUse use() {
        return use;
    }

    /** The document with the signature in its place, and nothing else changed. */
    Bytes with(byte[] cms) {
        byte[] document = octets.toArray();
        byte[] hexadecimal = HexFormat.of().withUpperCase().formatHex(cms).getBytes(StandardCharsets.US_ASCII);
        if (hexadecimal.length > contentsEnd - contentsStart - 2) {
            throw new IllegalStateException("the place for the signature is too small");
        }
        System.arraycopy(hexadecimal, 0, document, contentsStart + 1, hexadecimal.length);
        if (!digest(document, contentsStart, contentsEnd).equals(digest)) {
            throw new SigningFailedException("the signed document is not the one that was prepared");
        }
        return Bytes.of(document);
    }

    /** What the message digest attribute of the signature says: the same octets under the hash of the suite. */
    Bytes messageDigest(Provider provider) {
        HashAlgorithm hash = certificate().suite().hash();
        return hash == HashAlgorithm.SHA256
                ? digest
                : hash.digest(
                        provider,
                        covered(octets.toArray(), contentsStart, contentsEnd).toArray(ByteBuffer[]::new));
    }

    private static Bytes digest(byte[] document, int contentsStart, int contentsEnd) {
        return Sha256.of(covered(document, contentsStart, contentsEnd).toArray(ByteBuffer[]::new));
    }

    private static List<ByteBuffer> covered(byte[] document, int contentsStart, int contentsEnd) {
        return List.of(
                ByteBuffer.wrap(document, 0, contentsStart),
                ByteBuffer.wrap(document, contentsEnd, document.length - contentsEnd));
    }

    /** The digest only. */
    @Override
    public String toString() {
        return "PreparedPdf[" + digest.toHex() + "]";
    }
}

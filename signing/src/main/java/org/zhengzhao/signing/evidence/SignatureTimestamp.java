package org.zhengzhao.signing.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.evidence.LongTermPdf.Stamping;
import org.zhengzhao.signing.evidence.UnusablePdfException.Reason;
import org.zhengzhao.signing.timestamp.Timestamper;

/**
 * Puts a timestamp over the value of a signature into its CMS (signature-time-stamp, ETSI EN 319 122-1 §5.3), in the room that was
 * left for it. For a document that nobody has yet: the file changes where no signature covers it. One that was handed out gets a
 * document timestamp instead.
 */
public final class SignatureTimestamp {
    private final Provider provider;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public SignatureTimestamp(Provider provider) {
        this.provider = Objects.requireNonNull(provider);
    }

    /** Octets of room that a token of that length needs beside the signature. */
    public static int room(int tokenOctets) {
        return tokenOctets + 64;
    }

    /** Where the signature of a document stands: offsets of its first digit and after its last. */
    private record Place(int from, int to, SignedData cms) {}

    /**
     * The document with a timestamp in its only signature.
     *
     * @throws UnusablePdfException if it has not exactly one signature, over all of it, that one signer made
     */
    public Stamping add(Bytes pdf, Timestamper timestamper) throws UnusablePdfException {
        Place place = place(pdf);
        SignerInfo signer = SignerInfo.getInstance(place.cms().getSignerInfos().getObjectAt(0));
        Bytes imprint = timestamper
                .algorithm()
                .digest(provider, Bytes.of(signer.getEncryptedDigest().getOctets()));
        return switch (timestamper.stamp(imprint)) {
            case Timestamper.Outcome.Failed failed -> new Stamping.Failed(failed.reason());
            case Timestamper.Outcome.Stamped stamped ->
                put(pdf, place, signer, stamped.token().octets());
        };
    }

    private static Stamping put(Bytes pdf, Place place, SignerInfo signer, Bytes token) {
        try {
            byte[] octets = with(place.cms(), signer, token).getEncoded(ASN1Encoding.DER);
            int room = (place.to() - place.from()) / 2;
            if (octets.length > room) {
                return new Stamping.Failed("no room for the token in the signature: " + token.length() + " octets");
            }
            byte[] file = pdf.toArray();
            byte[] digits = HexFormat.of().withUpperCase().formatHex(octets).getBytes(StandardCharsets.US_ASCII);
            Arrays.fill(file, place.from(), place.to(), (byte) '0');
            System.arraycopy(digits, 0, file, place.from(), digits.length);
            return new Stamping.Stamped(Bytes.of(file));
        } catch (IOException memory) {
            throw new UncheckedIOException(memory);
        }
    }

    private static ContentInfo with(SignedData cms, SignerInfo signer, Bytes token) {
        Attribute attribute = new Attribute(
                PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                new DERSet(ContentInfo.getInstance(token.toArray())));
        SignerInfo stamped = new SignerInfo(
                signer.getSID(),
                signer.getDigestAlgorithm(),
                signer.getAuthenticatedAttributes(),
                signer.getDigestEncryptionAlgorithm(),
                signer.getEncryptedDigest(),
                new DERSet(attribute));
        return new ContentInfo(
                CMSObjectIdentifiers.signedData,
                new SignedData(
                        cms.getDigestAlgorithms(),
                        cms.getEncapContentInfo(),
                        cms.getCertificates(),
                        cms.getCRLs(),
                        new DERSet(stamped)));
    }

    private static Place place(Bytes pdf) throws UnusablePdfException {
        try (PdfUpdate update = PdfUpdate.of(pdf)) {
            List<PDSignature> signatures = new ArrayList<>(update.signatures());
            if (signatures.size() != 1) {
                throw new UnusablePdfException(Reason.NOT_SIGNED);
            }
            PDSignature signature = signatures.getFirst();
            int[] range = signature.getByteRange();
            if (range.length != 4
                    || range[0] != 0
                    || range[1] < 0
                    || range[2] < range[1] + 2
                    || (long) range[2] + range[3] != pdf.length()) {
                throw new UnusablePdfException(Reason.NOT_SIGNED);
            }
            Bytes digits = pdf.slice(range[1] + 1, range[2] - 1);
            byte[] contents = HexFormat.of().parseHex(digits.toUtf8());
            try (ASN1InputStream stream = new ASN1InputStream(contents)) {
                SignedData cms = SignedData.getInstance(
                        ContentInfo.getInstance(stream.readObject()).getContent());
                if (cms.getSignerInfos().size() != 1) {
                    throw new UnusablePdfException(Reason.NOT_SIGNED);
                }
                return new Place(range[1] + 1, range[2] - 1, cms);
            }
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            throw new UnusablePdfException(Reason.UNREADABLE);
        }
    }
}

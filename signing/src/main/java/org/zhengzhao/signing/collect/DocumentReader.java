package org.zhengzhao.signing.collect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.qr.QrReader;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.receipt.ReceiptReader;

/** Recognises documents by their octets, never by their name. */
public final class DocumentReader {
    /** The longest document that is looked at: 20 MB. */
    public static final int MAX_OCTETS = 20 * 1024 * 1024;

    private static final int MAX_TEXT = 16 * 1024;
    private static final int PDF_HEADER_WITHIN = 1024;

    private final QrReader qrReader = new QrReader();

    /** Reads a document from a stream, stopping where it gets too long. Does not close the stream. */
    public Document read(InputStream stream) throws UnreadableDocumentException {
        try {
            return read(Bytes.of(stream.readNBytes(MAX_OCTETS + 1)));
        } catch (IOException unreadable) {
            throw new UnreadableDocumentException(Refusal.UNREADABLE);
        }
    }

    public Document read(Bytes octets) throws UnreadableDocumentException {
        if (octets.length() == 0) {
            throw new UnreadableDocumentException(Refusal.EMPTY);
        }
        if (octets.length() > MAX_OCTETS) {
            throw new UnreadableDocumentException(Refusal.TOO_LARGE);
        }
        // Before all that looks further in: what was asked may read like a PDF.
        Optional<Document> receipt = receipt(octets);
        if (receipt.isPresent()) {
            return receipt.get();
        }
        String head = new String(
                octets.slice(0, Math.min(PDF_HEADER_WITHIN, octets.length())).toArray(), StandardCharsets.ISO_8859_1);
        if (PictureFile.looksLike(head)) {
            return picture(octets);
        }
        if (PictureFile.looksLikeAnother(head)) {
            throw new UnreadableDocumentException(Refusal.PICTURE_FORMAT);
        }
        if (head.contains("%PDF-")) {
            return new Document.Pdf(octets);
        }
        if (CoseSign1.looksLike(octets)) {
            return new Document.CredentialFile(octets);
        }
        return text(octets);
    }

    private Document picture(Bytes octets) throws UnreadableDocumentException {
        List<String> texts = qrReader.read(PictureFile.read(octets));
        return switch (texts.size()) {
            case 0 -> throw new UnreadableDocumentException(Refusal.NO_CODE);
            case 1 -> new Document.QrPicture(requireOurs(texts.getFirst()));
            default -> throw new UnreadableDocumentException(Refusal.SEVERAL_CODES);
        };
    }

    /** The text form may end with a line break, which some systems put behind what they file. */
    private static Optional<Document> receipt(Bytes octets) {
        if (!ReceiptReader.looksLike(octets)) {
            return Optional.empty();
        }
        int end = octets.length();
        if (!CoseSign1.looksLike(octets) && octets.at(end - 1) == '\n') {
            end -= end > 1 && octets.at(end - 2) == '\r' ? 2 : 1;
        }
        return Optional.of(new Document.ReceiptFile(octets.slice(0, end), Optional.empty()));
    }

    private static Document text(Bytes octets) throws UnreadableDocumentException {
        if (octets.length() > MAX_TEXT) {
            throw new UnreadableDocumentException(Refusal.UNKNOWN_KIND);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toArray()))
                    .toString();
            // Some editors put a byte order mark before what they save.
            String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (plain.isBlank()) {
                throw new UnreadableDocumentException(Refusal.EMPTY);
            }
            if (QrText.isOurs(plain)) {
                return new Document.QrTextFile(plain);
            }
        } catch (CharacterCodingException notText) {
            throw new UnreadableDocumentException(Refusal.UNKNOWN_KIND);
        }
        throw new UnreadableDocumentException(Refusal.UNKNOWN_KIND);
    }

    private static String requireOurs(String text) throws UnreadableDocumentException {
        if (!QrText.isOurs(text)) {
            throw new UnreadableDocumentException(Refusal.NOT_OUR_CODE);
        }
        return text;
    }
}

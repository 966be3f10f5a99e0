package org.zhengzhao.signing.collect;

import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/** A document, told by its octets. */
public sealed interface Document {
    /** The name of its kind in reports. */
    String kind();

    record Pdf(Bytes octets) implements Document {
        @Override
        public String kind() {
            return "pdf";
        }
    }

    /** A picture with one QR code of ours in it. */
    record QrPicture(String text) implements Document {
        @Override
        public String kind() {
            return "qr-picture";
        }
    }

    /** The text of a QR code of ours. */
    record QrTextFile(String text) implements Document {
        @Override
        public String kind() {
            return "qr-text";
        }
    }

    /** A credential as COSE_Sign1. */
    record CredentialFile(Bytes octets) implements Document {
        @Override
        public String kind() {
            return "credential";
        }
    }

    /**
     * A receipt in one of its forms.
     *
     * @param answerDigest SHA-256 of the answer that it is to be held against
     */
    record ReceiptFile(Bytes octets, Optional<Bytes> answerDigest) implements Document {
        @Override
        public String kind() {
            return "receipt";
        }

        /** The same receipt, to be held against an answer with that SHA-256. */
        public ReceiptFile withAnswer(Bytes digest) {
            return new ReceiptFile(octets, Optional.of(digest));
        }
    }
}

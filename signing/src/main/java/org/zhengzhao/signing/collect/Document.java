package org.zhengzhao.signing.collect;

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
}

package org.zhengzhao.signing.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.evidence.UnusablePdfException.Reason;

/** One update of a signed PDF: objects that are written after all others. What was there stays as it is, octet for octet. */
final class PdfUpdate implements AutoCloseable {
    /** The largest document to which evidence is added. */
    static final int MAX_OCTETS = 64 * 1024 * 1024;

    private static final String FIELD = "DocumentTimestamp";
    private static final COSName STORE = COSName.getPDFName("DSS");
    private static final COSName EXTENSIONS = COSName.getPDFName("Extensions");
    private static final COSName DEVELOPER = COSName.getPDFName("ESIC");
    private static final int MAX_FIELDS = 1000;
    /** Ten digits, as PDFBox itself reserves; real offsets have fewer. */
    private static final int PLACE = 1_000_000_000;

    private final Bytes original;
    private final PDDocument document;
    private final COSDictionary catalog;
    private final COSDictionary form;

    private PdfUpdate(Bytes original, PDDocument document, COSDictionary catalog, COSDictionary form) {
        this.original = original;
        this.document = document;
        this.catalog = catalog;
        this.form = form;
    }

    static PdfUpdate of(Bytes pdf) throws UnusablePdfException {
        if (pdf.length() > MAX_OCTETS) {
            throw new UnusablePdfException(Reason.TOO_LARGE);
        }
        try {
            PDDocument document = Loader.loadPDF(pdf.toArray());
            try {
                if (document.isEncrypted()) {
                    throw new UnusablePdfException(Reason.UNREADABLE);
                }
                COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
                if (document.getSignatureDictionaries().isEmpty()
                        || !(catalog.getDictionaryObject(COSName.ACRO_FORM) instanceof COSDictionary form)) {
                    throw new UnusablePdfException(Reason.NOT_SIGNED);
                }
                // Otherwise PDFBox takes the system's clock for the second half of the file identifier.
                document.setDocumentId(ByteBuffer.wrap(Sha256.of(pdf).toArray()).getLong());
                return new PdfUpdate(pdf, document, catalog, form);
            } catch (UnusablePdfException | RuntimeException | StackOverflowError unusable) {
                document.close();
                throw unusable;
            }
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            // PDFBox answers malformed files with many unchecked exceptions.
            throw new UnusablePdfException(Reason.UNREADABLE);
        }
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    /** The signatures and timestamps of the document as it is. */
    List<PDSignature> signatures() throws IOException {
        return document.getSignatureDictionaries();
    }

    /** Adds to the document security store what is not in it; says whether there was anything. */
    boolean store(ValidationData data) throws IOException {
        COSDictionary store = catalog.getCOSDictionary(STORE);
        boolean fresh = store == null;
        COSDictionary target = fresh ? new COSDictionary() : store;
        boolean any = add(target, "Certs", data.certificates());
        any |= add(target, "CRLs", data.revocationLists());
        any |= add(target, "OCSPs", data.ocspResponses());
        if (any) {
            target.setItem(COSName.TYPE, STORE);
            changed(target);
            if (fresh) {
                catalog.setItem(STORE, target);
            }
            declareExtension();
            changed(catalog);
        }
        return any;
    }

    private boolean add(COSDictionary store, String name, List<Bytes> octets) throws IOException {
        COSName key = COSName.getPDFName(name);
        COSArray array = store.getCOSArray(key);
        Set<Bytes> known = array == null ? new HashSet<>() : contents(array);
        COSArray target = array == null ? new COSArray() : array;
        boolean any = false;
        for (Bytes entry : octets) {
            if (known.add(entry)) {
                target.add(stream(entry));
                any = true;
            }
        }
        if (any) {
            target.setNeedToBeUpdated(true);
            store.setItem(key, target);
        }
        return any;
    }

    private static Set<Bytes> contents(COSArray array) throws IOException {
        Set<Bytes> contents = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            if (array.getObject(i) instanceof COSStream stream) {
                try (InputStream decoded = stream.createInputStream()) {
                    contents.add(Bytes.of(decoded.readNBytes(MAX_OCTETS)));
                }
            }
        }
        return contents;
    }

    /** As it is: certificates and lists are signed, and do not get shorter. */
    private COSStream stream(Bytes octets) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (var out = stream.createRawOutputStream()) {
            out.write(octets.toArray());
        }
        changed(stream);
        return stream;
    }

    /** ETSI EN 319 142-1 §5.6: the document says that it uses what PDF 1.7 does not have. */
    private void declareExtension() {
        COSDictionary extensions = catalog.getCOSDictionary(EXTENSIONS);
        if (extensions != null && extensions.containsKey(DEVELOPER)) {
            return;
        }
        COSDictionary target = extensions == null ? new COSDictionary() : extensions;
        COSDictionary level = new COSDictionary();
        level.setName(COSName.getPDFName("BaseVersion"), "1.7");
        level.setInt(COSName.getPDFName("ExtensionLevel"), 1);
        level.setDirect(true);
        target.setDirect(true);
        target.setItem(DEVELOPER, level);
        catalog.setItem(EXTENSIONS, target);
        changed(catalog);
    }

    /**
     * Adds a document timestamp with room for its token (ETSI EN 319 142-1 §5.4.3). Its field has a rectangle without area and
     * belongs to no page: nothing that is shown changes, and the page is not written again.
     */
    void addTimestamp(int room) {
        COSArray byteRange = new COSArray();
        byteRange.add(COSInteger.ZERO);
        for (int i = 0; i < 3; i++) {
            byteRange.add(COSInteger.get(PLACE));
        }
        COSDictionary value = new COSDictionary();
        value.setItem(COSName.TYPE, COSName.DOC_TIME_STAMP);
        value.setName(COSName.FILTER, "Adobe.PPKLite");
        value.setName(COSName.SUB_FILTER, "ETSI.RFC3161");
        value.setItem(COSName.CONTENTS, new COSString(new byte[room], true));
        value.setItem(COSName.BYTERANGE, byteRange);
        changed(value);

        COSArray rectangle = new COSArray();
        for (int i = 0; i < 4; i++) {
            rectangle.add(COSInteger.ZERO);
        }
        COSDictionary field = new COSDictionary();
        field.setItem(COSName.TYPE, COSName.ANNOT);
        field.setItem(COSName.SUBTYPE, COSName.WIDGET);
        field.setItem(COSName.FT, COSName.SIG);
        COSArray fields = form.getCOSArray(COSName.FIELDS);
        COSArray target = fields == null ? new COSArray() : fields;
        field.setItem(COSName.T, new COSString(freeName(target)));
        field.setItem(COSName.RECT, rectangle);
        field.setInt(COSName.F, 132); // printed, locked
        field.setItem(COSName.V, value);
        changed(field);

        target.add(field);
        target.setNeedToBeUpdated(true);
        form.setItem(COSName.FIELDS, target);
        form.setInt(COSName.getPDFName("SigFlags"), 3); // signatures exist, append only
        changed(form);
        declareExtension();
    }

    private static String freeName(COSArray fields) {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < Math.min(fields.size(), MAX_FIELDS); i++) {
            COSBase field = fields.getObject(i);
            if (field instanceof COSDictionary dictionary) {
                taken.add(String.valueOf(dictionary.getString(COSName.T)));
            }
        }
        int number = 1;
        while (taken.contains(FIELD + number)) {
            number++;
        }
        return FIELD + number;
    }

    private static void changed(COSDictionary dictionary) {
        dictionary.setNeedToBeUpdated(true);
        dictionary.setDirect(false);
    }

    /** The whole document with the update. */
    Bytes save() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(original.length() + 64 * 1024);
        document.saveIncremental(out);
        return appended(out);
    }

    /** What is to be done with the octets that a timestamp covers: the token, or nothing if there is none. */
    interface Stamping {
        Optional<Bytes> stamp(InputStream covered) throws IOException;
    }

    /** The whole document with the update and the token of the timestamp that was added; empty where there was no token. */
    Optional<Bytes> save(Stamping stamping) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(original.length() + 64 * 1024);
        ExternalSigningSupport open = document.saveIncrementalForExternalSigning(out);
        Optional<Bytes> token;
        try (InputStream covered = open.getContent()) {
            token = stamping.stamp(covered);
        }
        if (token.isEmpty()) {
            return Optional.empty();
        }
        open.setSignature(token.get().toArray());
        return Optional.of(appended(out));
    }

    private Bytes appended(ByteArrayOutputStream out) {
        Bytes saved = Bytes.of(out.toByteArray());
        if (saved.length() <= original.length()
                || !saved.slice(0, original.length()).equals(original)) {
            throw new IllegalStateException("an update changed what was there");
        }
        return saved;
    }
}

package org.zhengzhao.signing.pdf;

import java.io.IOException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.face.EmbeddedFile;

/** The files inside a license PDF, for machines: embedded, and associated with the document (ISO 19005-3 §6.8). */
final class AssociatedFiles {
    private static final COSName RELATIONSHIP = COSName.getPDFName("AFRelationship");
    private static final COSName ASSOCIATED_FILES = COSName.getPDFName("AF");

    private final PdfObjects objects;
    private final PdfDates dates;

    AssociatedFiles(PdfObjects objects, PdfDates dates) {
        this.objects = objects;
        this.dates = dates;
    }

    void enter(COSDictionary catalog, PdfFace face, Bytes contentJson) throws IOException {
        COSDictionary credential =
                file(EmbeddedFile.CREDENTIAL, face.credential(), "Alternative", "QR credential (COSE_Sign1)");
        COSDictionary type = file(EmbeddedFile.LICENSE_TYPE, face.typeJson(), "Supplement", "License type");
        COSDictionary license = file(EmbeddedFile.LICENSE, contentJson, "Data", "Machine-readable license");
        COSArray names = new COSArray(); // a name tree is sorted
        names.add(new COSString(EmbeddedFile.CREDENTIAL.fileName()));
        names.add(credential);
        names.add(new COSString(EmbeddedFile.LICENSE_TYPE.fileName()));
        names.add(type);
        names.add(new COSString(EmbeddedFile.LICENSE.fileName()));
        names.add(license);
        COSDictionary tree = new COSDictionary();
        tree.setItem(COSName.NAMES, names);
        COSDictionary all = new COSDictionary();
        all.setItem(COSName.EMBEDDED_FILES, tree);
        catalog.setItem(COSName.NAMES, all);
        catalog.setItem(ASSOCIATED_FILES, PdfObjects.array(license, type, credential));
    }

    private COSDictionary file(EmbeddedFile kind, Bytes octets, String relationship, String description)
            throws IOException {
        COSDictionary parameters = new COSDictionary();
        parameters.setInt(COSName.SIZE, octets.length());
        parameters.setItem(COSName.MOD_DATE, new COSString(dates.pdf()));
        COSStream stream = objects.deflated(octets.toArray());
        stream.setItem(COSName.TYPE, COSName.getPDFName("EmbeddedFile"));
        stream.setName(COSName.SUBTYPE, kind.mediaType());
        stream.setItem(COSName.PARAMS, parameters);
        COSDictionary both = new COSDictionary();
        both.setItem(COSName.F, stream);
        both.setItem(COSName.UF, stream);
        COSDictionary specification = new COSDictionary();
        specification.setItem(COSName.TYPE, COSName.FILESPEC);
        specification.setItem(COSName.F, new COSString(kind.fileName()));
        specification.setItem(COSName.UF, new COSString(kind.fileName()));
        specification.setItem(COSName.DESC, new COSString(description));
        specification.setName(RELATIONSHIP, relationship);
        specification.setItem(COSName.EF, both);
        return specification;
    }
}

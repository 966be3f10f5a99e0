package org.zhengzhao.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.face.EmbeddedFile;
import org.zhengzhao.signing.qr.QrText;

/**
 * Faces of licenses that the service issued, and what they are verified with.
 *
 * @param anchors PEM
 */
record Faces(List<Bytes> pdfs, List<Bytes> pictures, List<Bytes> texts, Bytes anchors) {
    static Faces download(Service service, List<String> identifiers) throws IOException {
        List<Bytes> pdfs = new ArrayList<>();
        List<Bytes> pictures = new ArrayList<>();
        List<Bytes> texts = new ArrayList<>();
        try (Registry department = Registry.as("commerce-bureau", service)) {
            for (String identifier : identifiers) {
                pdfs.add(Bytes.of(department.face(identifier, "pdf")));
                pictures.add(Bytes.of(department.face(identifier, "qr.png")));
                Bytes credential = Bytes.of(department.face(identifier, "credential"));
                texts.add(Bytes.utf8(QrText.of(new Credential(credential))));
            }
            return new Faces(pdfs, pictures, texts, Bytes.of(department.trustAnchors()));
        }
    }

    /** What the first PDF says, as it is embedded: in the database it is encrypted. */
    LicenseContent content() throws IOException, MalformedJsonException {
        try (PDDocument document = Loader.loadPDF(pdfs.getFirst().toArray())) {
            PDComplexFileSpecification embedded = new PDDocumentNameDictionary(document.getDocumentCatalog())
                    .getEmbeddedFiles()
                    .getNames()
                    .get(EmbeddedFile.LICENSE.fileName());
            return LicenseContentJson.read(Bytes.of(embedded.getEmbeddedFile().toByteArray()));
        }
    }
}

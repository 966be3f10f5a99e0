package org.zhengzhao.signing.collect;

import java.io.IOException;
import java.security.Provider;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.face.EmbeddedFile;
import org.zhengzhao.signing.verify.CredentialFacts;
import org.zhengzhao.signing.verify.PdfFacts;
import org.zhengzhao.signing.verify.PdfFacts.LicenseFile;
import org.zhengzhao.signing.verify.PdfFacts.PdfSignature;
import org.zhengzhao.signing.verify.SignerFacts;

/** Collects the facts about a PDF. */
final class PdfFactCollector {
    private static final long MAX_MEMORY = 256L * 1024 * 1024;

    private final CredentialFactCollector credentials;
    private final PdfSignatureReader signatures;
    private final PagePictures pagePictures = new PagePictures();

    PdfFactCollector(CredentialFactCollector credentials, Provider provider) {
        this.credentials = credentials;
        this.signatures = new PdfSignatureReader(new CmsReader(provider));
    }

    PdfFacts collect(Bytes octets) throws UnreadableDocumentException {
        byte[] file = octets.toArray();
        try (PDDocument document =
                Loader.loadPDF(file, "", null, null, MemoryUsageSetting.setupMainMemoryOnly(MAX_MEMORY).streamCache)) {
            if (document.isEncrypted()) {
                throw new UnreadableDocumentException(Refusal.PDF_ENCRYPTED);
            }
            return collect(document, file);
        } catch (InvalidPasswordException encrypted) {
            throw new UnreadableDocumentException(Refusal.PDF_ENCRYPTED);
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            // PDFBox answers malformed objects with many unchecked exceptions, and loops with an overflow.
            throw new UnreadableDocumentException(Refusal.PDF_BROKEN);
        }
    }

    private PdfFacts collect(PDDocument document, byte[] file) throws IOException {
        List<PDSignature> found = document.getSignatureDictionaries();
        if (found.isEmpty()) {
            return new PdfFacts(
                    0,
                    Optional.empty(),
                    new LicenseFile.Absent(),
                    Optional.empty(),
                    Optional.empty(),
                    new PdfFacts.Pictures(List.of(), 0));
        }
        PdfSignature signature = signatures.read(found.getLast().getCOSObject(), file);
        EmbeddedFiles embedded = EmbeddedFiles.of(document);
        Optional<Credential> credential =
                embedded.find(EmbeddedFile.CREDENTIAL.fileName()).map(Credential::new);
        LicenseFile license = LicenseFiles.read(embedded);
        Optional<CredentialFacts> credentialFacts = credential.map(
                octets -> credentials.of(octets.coseSign1(), keyIdentifier -> signer(signature, keyIdentifier)));
        // Pictures are worth the time only where there is something to compare them with.
        PdfFacts.Pictures pictures = credential.isPresent() && license instanceof LicenseFile.Read
                ? pagePictures.read(document)
                : new PdfFacts.Pictures(List.of(), 0);
        return new PdfFacts(found.size(), Optional.of(signature), license, credentialFacts, credential, pictures);
    }

    /** Both faces are signed with one key, so the certificate inside the PDF is the only candidate. */
    private static List<SignerFacts> signer(PdfSignature signature, KeyIdentifier keyIdentifier) {
        return signature
                .cms()
                .map(PdfFacts.Cms::signer)
                .filter(signer -> KeyIdentifier.of(signer.certificate()).equals(keyIdentifier))
                .stream()
                .toList();
    }
}

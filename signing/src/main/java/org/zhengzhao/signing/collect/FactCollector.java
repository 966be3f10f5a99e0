package org.zhengzhao.signing.collect;

import java.security.Provider;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.memo.BoundedMemo;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.Facts;
import org.zhengzhao.signing.verify.SignerFacts;

/** Turns a document into facts. Safe for use by many threads. */
public final class FactCollector {
    private static final int MOST_REMEMBERED = 256;

    private final TrustStore trust;
    private final CredentialFactCollector credentials;
    private final PdfFactCollector pdfs;
    private final ReceiptFactCollector receipts;
    private final BoundedMemo<KeyIdentifier, List<SignerFacts>> signers = new BoundedMemo<>(MOST_REMEMBERED);

    /**
     * @param trust where the signer of a credential is looked up; a PDF brings its signer along
     * @param provider Bouncy Castle, made once by the caller
     */
    public FactCollector(TrustStore trust, Provider provider) {
        this.trust = Objects.requireNonNull(trust);
        this.credentials = new CredentialFactCollector(provider);
        this.pdfs = new PdfFactCollector(credentials, provider);
        this.receipts = new ReceiptFactCollector(provider);
    }

    public Facts collect(Document document) throws UnreadableDocumentException {
        return switch (document) {
            case Document.Pdf pdf -> pdfs.collect(pdf.octets());
            case Document.QrPicture picture -> credentials.ofText(picture.text(), this::trusted);
            case Document.QrTextFile file -> credentials.ofText(file.text(), this::trusted);
            case Document.CredentialFile file -> credentials.of(file.octets(), this::trusted);
            case Document.ReceiptFile file -> receipts.of(file.octets(), file.answerDigest(), this::trusted);
        };
    }

    private List<SignerFacts> trusted(KeyIdentifier keyIdentifier) {
        Optional<List<SignerFacts>> known = signers.find(keyIdentifier);
        if (known.isPresent()) {
            return known.get();
        }
        List<SignerFacts> found = trust.withKey(keyIdentifier).stream()
                .map(certificate -> Signers.of(certificate, List.of()))
                .toList();
        signers.put(keyIdentifier, found);
        return found;
    }
}

package org.zhengzhao.signing.evidence;

import java.io.IOException;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.evidence.UnusablePdfException.Reason;

/**
 * The certificates that the signatures and timestamps of a PDF bring: those whose revocation data are to be collected. Nothing
 * is verified here; what is collected for a certificate that does not matter does no harm.
 */
public final class GivenCertificates {
    private static final int MAX_CERTIFICATES = 100;
    private static final int MAX_CONTENTS = 512 * 1024;

    private final Provider provider;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public GivenCertificates(Provider provider) {
        this.provider = Objects.requireNonNull(provider);
    }

    /** In the order in which they stand in the document, each once. */
    public List<X509Certificate> read(Bytes pdf) throws UnusablePdfException {
        Set<X509Certificate> found = new LinkedHashSet<>();
        try (PdfUpdate update = PdfUpdate.of(pdf)) {
            for (PDSignature signature : update.signatures()) {
                if (signature.getCOSObject().getDictionaryObject("Contents") instanceof COSString contents
                        && contents.getBytes().length <= MAX_CONTENTS) {
                    try (ASN1InputStream stream = new ASN1InputStream(contents.getBytes())) {
                        read(new CMSSignedData(ContentInfo.getInstance(stream.readObject())), found);
                    }
                }
            }
            return List.copyOf(found);
        } catch (IOException | CMSException | CertificateException | RuntimeException | StackOverflowError broken) {
            throw new UnusablePdfException(Reason.UNREADABLE);
        }
    }

    private void read(CMSSignedData cms, Set<X509Certificate> found) throws CertificateException, CMSException {
        for (X509CertificateHolder holder : cms.getCertificates().getMatches(null)) {
            if (found.size() == MAX_CERTIFICATES) {
                return;
            }
            found.add(new JcaX509CertificateConverter().setProvider(provider).getCertificate(holder));
        }
        for (SignerInformation signer : cms.getSignerInfos().getSigners()) {
            for (ASN1Encodable token : tokens(signer.getUnsignedAttributes())) {
                read(new CMSSignedData(ContentInfo.getInstance(token)), found);
            }
        }
    }

    private static List<ASN1Encodable> tokens(AttributeTable attributes) {
        List<ASN1Encodable> tokens = new ArrayList<>();
        if (attributes != null) {
            Attribute attribute = attributes.get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
            if (attribute != null) {
                attribute.getAttrValues().forEach(tokens::add);
            }
        }
        return tokens;
    }
}

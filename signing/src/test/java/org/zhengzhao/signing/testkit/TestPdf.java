package org.zhengzhao.signing.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureInterface;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.license.Holder;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.face.EmbeddedFile;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.qr.QrText;

/** Makes small signed PDFs of the right and of many wrong kinds. Signs with PDFBox and Bouncy Castle directly. */
public final class TestPdf {
    private SigningKey key;
    private final Map<String, Bytes> files = new LinkedHashMap<>();
    private Optional<String> qrText = Optional.empty();
    private String pageText = "";
    private String subFilter = "ETSI.CAdES.detached";
    private UnaryOperator<byte[]> digested = digest -> digest;
    private UnaryOperator<byte[]> signed = signature -> signature;
    private UnaryOperator<byte[]> encoded = cms -> cms;
    private Consumer<List<Attribute>> attributes = all -> {};
    private String signatureAlgorithm = "SHA256withECDSA";

    private TestPdf(SigningKey key) {
        this.key = key;
    }

    /** A license as the registry would issue it, ready to be spoilt. */
    public static TestPdf license(LicenseContent content, SigningKey key) {
        Credential credential = new CredentialSigner(TestPki.PROVIDER)
                .sign(LicenseClaims.of(Samples.type(), content, Samples.ISSUED), key);
        return new TestPdf(key)
                .file(EmbeddedFile.LICENSE, LicenseContentJson.canonical(content))
                .file(
                        EmbeddedFile.LICENSE_TYPE,
                        Bytes.utf8("{\"fields\":"
                                + CanonicalJson.textInGivenOrder(
                                        Samples.type().fields().definition()) + "}"))
                .file(EmbeddedFile.CREDENTIAL, credential.coseSign1())
                .qr(QrText.of(credential))
                .text(String.join(
                        "\n",
                        content.typeName().chinese(),
                        content.number(),
                        content.holders().stream().map(Holder::name).collect(Collectors.joining("、")),
                        content.identifier().value()));
    }

    /** A signed document without a license. */
    public static TestPdf letter(SigningKey key) {
        return new TestPdf(key);
    }

    public TestPdf file(EmbeddedFile file, Bytes content) {
        files.put(file.fileName(), content);
        return this;
    }

    public TestPdf signedBy(SigningKey other) {
        key = other;
        return this;
    }

    public TestPdf without(EmbeddedFile file) {
        files.remove(file.fileName());
        return this;
    }

    public TestPdf qr(String text) {
        qrText = Optional.of(text);
        return this;
    }

    /** What people read on the page. */
    public TestPdf text(String text) {
        pageText = text;
        return this;
    }

    public TestPdf withoutQr() {
        qrText = Optional.empty();
        return this;
    }

    public TestPdf subFilter(String name) {
        subFilter = name;
        return this;
    }

    public TestPdf digested(UnaryOperator<byte[]> change) {
        digested = change;
        return this;
    }

    public TestPdf signed(UnaryOperator<byte[]> change) {
        signed = change;
        return this;
    }

    public TestPdf encoded(UnaryOperator<byte[]> change) {
        encoded = change;
        return this;
    }

    public TestPdf attributes(Consumer<List<Attribute>> change) {
        attributes = change;
        return this;
    }

    public TestPdf signatureAlgorithm(String name) {
        signatureAlgorithm = name;
        return this;
    }

    public Bytes unsigned() {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
                if (qrText.isPresent()) {
                    stream.drawImage(qrImage(document, qrText.get()), 50, 50, 200, 200);
                }
            }
            write(document, page);
            embed(document);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return Bytes.of(out.toByteArray());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /** With a font that draws nothing of its own: its codes are those of Unicode. */
    private void write(PDDocument document, PDPage page) throws IOException {
        String map =
                "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange";
        COSDictionary font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setItem(COSName.TO_UNICODE, stream(document, map));
        COSDictionary fonts = new COSDictionary();
        fonts.setItem(COSName.getPDFName("U"), font);
        page.getResources().getCOSObject().setItem(COSName.FONT, fonts);
        StringBuilder shown = new StringBuilder("BT /U 10 Tf 1 0 0 1 50 700 Tm\n");
        pageText.lines()
                .forEach(line -> shown.append('<')
                        .append(HexFormat.of().formatHex(line.getBytes(StandardCharsets.UTF_16BE)))
                        .append("> Tj\n"));
        shown.append("ET\n");
        COSArray contents = new COSArray();
        contents.add(page.getCOSObject().getDictionaryObject(COSName.CONTENTS));
        contents.add(stream(document, shown.toString()));
        page.getCOSObject().setItem(COSName.CONTENTS, contents);
    }

    private static COSStream stream(PDDocument document, String content) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        return stream;
    }

    public Bytes build() {
        return sign(unsigned());
    }

    /** Signs a document as it is, as an incremental update. */
    public Bytes sign(Bytes file) {
        try (PDDocument document = org.apache.pdfbox.Loader.loadPDF(file.toArray());
                SignatureOptions options = new SignatureOptions()) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(COSName.getPDFName(subFilter));
            GregorianCalendar time = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
            time.setTime(Date.from(Instant.parse("2026-03-02T02:00:00Z")));
            signature.setSignDate(time);
            options.setPreferredSignatureSize(8192);
            SignatureInterface signing = this::cms;
            document.addSignature(signature, signing, options);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return Bytes.of(out.toByteArray());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private void embed(PDDocument document) throws IOException {
        Map<String, PDComplexFileSpecification> specifications = new LinkedHashMap<>();
        for (Map.Entry<String, Bytes> file : files.entrySet()) {
            PDEmbeddedFile embedded = new PDEmbeddedFile(
                    document, new ByteArrayInputStream(file.getValue().toArray()), COSName.FLATE_DECODE);
            PDComplexFileSpecification specification = new PDComplexFileSpecification();
            specification.setFile(file.getKey());
            specification.setFileUnicode(file.getKey());
            specification.setEmbeddedFile(embedded);
            specifications.put(file.getKey(), specification);
        }
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(specifications);
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
    }

    private static PDImageXObject qrImage(PDDocument document, String text) throws IOException {
        boolean[][] dark = TestQr.modules(text);
        int scale = 4;
        int side = dark.length * scale;
        byte[] grey = new byte[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                grey[y * side + x] = (byte) (dark[y / scale][x / scale] ? 0 : 255);
            }
        }
        PDStream stream = new PDStream(document, new ByteArrayInputStream(grey), COSName.FLATE_DECODE);
        COSStream object = stream.getCOSObject();
        object.setItem(COSName.SUBTYPE, COSName.IMAGE);
        object.setInt(COSName.WIDTH, side);
        object.setInt(COSName.HEIGHT, side);
        object.setInt(COSName.BITS_PER_COMPONENT, 8);
        object.setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
        return new PDImageXObject(stream, null);
    }

    private byte[] cms(InputStream content) throws IOException {
        try {
            byte[] digest = digested.apply(MessageDigest.getInstance("SHA-256").digest(content.readAllBytes()));
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            X509Certificate certificate = key.certificate();
            List<Attribute> all = new ArrayList<>(List.of(
                    attribute(CMSAttributes.contentType, PKCSObjectIdentifiers.data),
                    attribute(CMSAttributes.messageDigest, new DEROctetString(digest)),
                    attribute(
                            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                            new SigningCertificateV2(new ESSCertIDv2[] {
                                new ESSCertIDv2(
                                        MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()))
                            }))));
            attributes.accept(all);
            ASN1EncodableVector vector = new ASN1EncodableVector();
            all.forEach(vector::add);
            AttributeTable table = new AttributeTable(vector);
            generator.addSignerInfoGenerator(new SignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder()
                            .setProvider(TestPki.PROVIDER)
                            .build())
                    .setSignedAttributeGenerator(parameters -> table)
                    .build(signer(), new JcaX509CertificateHolder(certificate)));
            generator.addCertificates(new JcaCertStore(key.chain()));
            return encoded.apply(generator.generate(new CMSAbsentContent()).getEncoded("DER"));
        } catch (java.security.GeneralSecurityException
                | org.bouncycastle.cms.CMSException
                | org.bouncycastle.operator.OperatorCreationException broken) {
            throw new IOException(broken);
        }
    }

    private ContentSigner signer() {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        return new ContentSigner() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return new DefaultSignatureAlgorithmIdentifierFinder().find(signatureAlgorithm);
            }

            @Override
            public java.io.OutputStream getOutputStream() {
                return message;
            }

            @Override
            public byte[] getSignature() {
                return signed.apply(key.signDer(message.toByteArray()).toArray());
            }
        };
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, org.bouncycastle.asn1.ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
    }
}

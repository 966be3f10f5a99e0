package org.zhengzhao.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.evidence.LongTermPdf;
import org.zhengzhao.signing.evidence.PadesLevel;
import org.zhengzhao.signing.evidence.SignatureTimestamp;
import org.zhengzhao.signing.evidence.UnusablePdfException;
import org.zhengzhao.signing.evidence.ValidationData;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.testkit.ForeignProgram;
import org.zhengzhao.signing.testkit.TestTimestampAuthority;
import org.zhengzhao.signing.testkit.VeraPdf;
import org.zhengzhao.signing.timestamp.TimestampClient;
import org.zhengzhao.signing.timestamp.TimestampToken;
import org.zhengzhao.signing.timestamp.TimestampVerifier;
import org.zhengzhao.signing.timestamp.Timestamper;

/** A license that was lifted to every level is what it was: conforming, and signed. */
class LongTermLicenseTest {
    private static final SigningKey KEY = FaceFixtures.key(FaceFixtures.AUTHORITY);
    private static final Instant TIME = FaceFixtures.SIGNED_AT.plusSeconds(60);
    private static final TestTimestampAuthority AUTHORITY =
            new TestTimestampAuthority(FaceFixtures.SIGNED_AT.minus(Duration.ofDays(1)));

    @TempDir
    private Path directory;

    private static Timestamper timestamper() {
        return new TimestampClient(
                request -> AUTHORITY.respond(request, TIME),
                new TimestampVerifier(List.of(AUTHORITY.root()), FaceFixtures.PROVIDER),
                HashAlgorithm.SHA256,
                Optional.empty(),
                InstantSource.fixed(TIME),
                new SecureRandom(),
                FaceFixtures.PROVIDER);
    }

    private static ValidationData data() {
        return ValidationData.of(KEY.chain(), List.of(AUTHORITY.revocations(TIME, TIME.plus(Duration.ofDays(30)))))
                .and(ValidationData.of(List.of(AUTHORITY.certificate(), AUTHORITY.root()), List.of()));
    }

    @Test
    void add_signatureTimestamp_isInTheSignatureAndChangesNothingElse() throws Exception {
        PdfFace face = FaceFixtures.sample("food-business-permit");
        Timestamper timestamper = timestamper();
        DrawnPdf drawn = FaceFixtures.PDF.draw(face, KeyCertificate.of(KEY), FaceFixtures.SIGNED_AT);
        Bytes signed = FaceFixtures.PDF.sign(
                FaceFixtures.PDF.prepare(
                        drawn,
                        new Credential(face.credential()),
                        face.qrText(),
                        SignatureTimestamp.room(timestamper.expectedOctets())),
                KEY);

        Bytes stamped = ((LongTermPdf.Stamping.Stamped)
                        new SignatureTimestamp(FaceFixtures.PROVIDER).add(signed, timestamper))
                .pdf();

        assertThat(stamped.length()).isEqualTo(signed.length());
        try (PDDocument document = Loader.loadPDF(stamped.toArray())) {
            PDSignature signature = document.getLastSignatureDictionary();
            assertThat(signature.getSignedContent(stamped.toArray()))
                    .isEqualTo(signature.getSignedContent(signed.toArray()));
            SignerInformation signer;
            try (ASN1InputStream contents = new ASN1InputStream(signature.getContents())) {
                signer = new CMSSignedData(ContentInfo.getInstance(contents.readObject()))
                        .getSignerInfos()
                        .getSigners()
                        .iterator()
                        .next();
            }
            TimestampToken token = TimestampToken.parse(
                    Bytes.of(signer.getUnsignedAttributes()
                            .get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
                            .getAttrValues()
                            .getObjectAt(0)
                            .toASN1Primitive()
                            .getEncoded()),
                    FaceFixtures.PROVIDER);
            assertThat(token.imprintMatches(Bytes.of(signer.getSignature()))).isTrue();
            assertThat(token.isTight(List.of(AUTHORITY.certificate(), AUTHORITY.root())))
                    .isTrue();
        }
        for (VeraPdf.Profile profile : VeraPdf.Profile.values()) {
            assertThat(VeraPdf.objections(stamped, profile)).as(profile.name()).isEmpty();
        }
        Bytes without = FaceFixtures.PDF.sign(face, KEY, FaceFixtures.SIGNED_AT);
        assertThat(new SignatureTimestamp(FaceFixtures.PROVIDER).add(without, timestamper))
                .isInstanceOf(LongTermPdf.Stamping.Failed.class);
        ForeignProgram pdfsig = ForeignProgram.require("pdfsig", directory);
        Files.write(directory.resolve("license.pdf"), stamped.toArray());
        assertThat(pdfsig.run("-nocert", "license.pdf").output())
                .contains("Signature Validation: Signature is Valid")
                .contains("Total document signed");
    }

    @Test
    void lift_license_staysConformingAndSigned() throws UnprintableLicenseException, UnusablePdfException, IOException {
        LongTermPdf longTerm = new LongTermPdf(FaceFixtures.PROVIDER);
        Bytes signed = FaceFixtures.PDF.sign(FaceFixtures.sample("food-business-permit"), KEY, FaceFixtures.SIGNED_AT);
        Bytes whole = longTerm.lift(signed, PadesLevel.B_B, PadesLevel.B_LTA, timestamper(), pdf -> data())
                .pdf();

        System.out.printf("license of %d octets, B-LTA %d octets%n", signed.length(), whole.length());
        for (VeraPdf.Profile profile : VeraPdf.Profile.values()) {
            assertThat(VeraPdf.objections(whole, profile)).as(profile.name()).isEmpty();
        }
        ForeignProgram pdfsig = ForeignProgram.require("pdfsig", directory);
        Files.write(directory.resolve("license.pdf"), whole.toArray());
        String said = pdfsig.run("-nocert", "license.pdf").output();
        // Poppler 22 knows no document timestamps: it finds them and judges the signature alone.
        assertThat(said)
                .contains("Signature Validation: Signature is Valid")
                .contains("DocumentTimestamp1")
                .contains("DocumentTimestamp2");
        assertThat(said.split("Total document signed", -1)).as(said).hasSize(2);
    }
}

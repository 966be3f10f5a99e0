package org.zhengzhao.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.testkit.ForeignProgram;
import org.zhengzhao.signing.testkit.Issued;
import org.zhengzhao.signing.testkit.Pem;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;

/**
 * A license PDF in every suite, judged by programs of others, as issued and with one bit changed.
 *
 * <p>pdfsig and {@code openssl cms} of OpenSSL 3.0 cannot read Ed25519 with SHA-512 outside (RFC 8419); Bouncy Castle's own
 * verification can. Nobody here reads GB/T 35275, so that of SM2 the parts are proven: each certificate, the signature over the
 * signed attributes, the digest in them.
 */
class SuitesProvenByOthersTest {
    private static final String AT = Long.toString(Samples.NOW.getEpochSecond());
    private static final String USER = "distid:1234567812345678";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"ES256", "ES384", "PS256"})
    void sign_suiteThatAllRead_isJudgedAlikeByPdfsigAndOpenssl(Suite suite) throws Exception {
        ForeignProgram pdfsig = ForeignProgram.require("pdfsig", folder);
        ForeignProgram openssl = ForeignProgram.require("openssl", folder);
        byte[] pdf = issue(suite);
        for (boolean good : new boolean[] {true, false}) {
            if (!good) {
                spoil(pdf);
            }
            write(pdf);
            assertThat(pdfsig.run("-nocert", "license.pdf").output().contains("Signature is Valid"))
                    .isEqualTo(good);
            String said = openssl.run(
                            ("cms -verify -inform DER -in license.p7 -content covered -binary -CAfile root.pem"
                                            + " -purpose any -attime " + AT + " -out content")
                                    .split(" ", -1))
                    .output();
            assertThat(said.contains("CMS Verification successful")).as(said).isEqualTo(good);
        }
        assertThat(openssl.run(
                                "verify",
                                "-attime",
                                AT,
                                "-CAfile",
                                "root.pem",
                                "-untrusted",
                                "issuing.pem",
                                "sealing.pem")
                        .output())
                .contains("sealing.pem: OK");
    }

    @Test
    void sign_ed25519_isJudgedAlikeByBouncyCastle() throws Exception {
        ForeignProgram openssl = ForeignProgram.require("openssl", folder);
        byte[] pdf = issue(Suite.EDDSA);
        write(pdf);
        assertThat(verifiesWithBouncyCastle(pdf)).isTrue();
        assertThat(openssl.run(
                                "verify",
                                "-attime",
                                AT,
                                "-CAfile",
                                "root.pem",
                                "-untrusted",
                                "issuing.pem",
                                "sealing.pem")
                        .output())
                .contains("sealing.pem: OK");
        spoil(pdf);
        assertThat(verifiesWithBouncyCastle(pdf)).isFalse();
    }

    @Test
    void sign_sm2_partsAreJudgedAlikeByOpenssl() throws Exception {
        ForeignProgram openssl = ForeignProgram.require("openssl", folder);
        byte[] pdf = issue(Suite.SM2);
        write(pdf);
        assertThat(openssl.run("verify", "-attime", AT, "-vfyopt", USER, "-CAfile", "root.pem", "issuing.pem")
                        .output())
                .contains("issuing.pem: OK");
        assertThat(openssl.run(
                                "verify",
                                "-attime",
                                AT,
                                "-partial_chain",
                                "-vfyopt",
                                USER,
                                "-CAfile",
                                "issuing.pem",
                                "sealing.pem")
                        .output())
                .contains("sealing.pem: OK");

        SignerInfo signer = SignerInfo.getInstance(
                SignedData.getInstance(ContentInfo.getInstance(cms(pdf)).getContent())
                        .getSignerInfos()
                        .getObjectAt(0));
        byte[] attributes = signer.getAuthenticatedAttributes().getEncoded("DER");
        Files.write(folder.resolve("value"), signer.getEncryptedDigest().getOctets());
        Files.writeString(
                folder.resolve("key.pem"),
                openssl.run("x509", "-in", "sealing.pem", "-pubkey", "-noout").output());
        for (boolean good : new boolean[] {true, false}) {
            attributes[attributes.length - 1] ^= (byte) (good ? 0 : 1);
            Files.write(folder.resolve("attributes"), attributes);
            String said = openssl.run(("dgst -sm3 -sigopt " + USER + " -verify key.pem -signature value attributes")
                            .split(" ", -1))
                    .output();
            assertThat(said.contains("Verified OK")).as(said).isEqualTo(good);
        }
        byte[] digest = ASN1OctetString.getInstance(new AttributeTable(signer.getAuthenticatedAttributes())
                        .get(CMSAttributes.messageDigest)
                        .getAttributeValues()[0])
                .getOctets();
        assertThat(openssl.run("dgst", "-sm3", "covered").output())
                .contains(HexFormat.of().formatHex(digest));
    }

    private byte[] issue(Suite suite) throws IOException {
        TestPki pki = new TestPki(suite, Samples.CEREMONY);
        SigningKey key = pki.sealing(Samples.AUTHORITY, Samples.CEREMONY);
        write("root.pem", pki.root());
        write("issuing.pem", pki.issuer().certificate());
        write("sealing.pem", key.certificate());
        return Issued.of(SampleTypes.find("food-business-permit").orElseThrow(), key, 17)
                .pdf()
                .toArray();
    }

    private void write(String name, X509Certificate certificate) throws IOException {
        Files.writeString(folder.resolve(name), Pem.of(certificate));
    }

    /** The document, its container, and what the signature covers. */
    private void write(byte[] pdf) throws IOException {
        Files.write(folder.resolve("license.pdf"), pdf);
        Files.write(folder.resolve("license.p7"), cms(pdf));
        Files.write(folder.resolve("covered"), covered(pdf));
    }

    /** Changes a bit of the file identifier, which every reader passes over. */
    private static void spoil(byte[] pdf) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        int identifier = text.indexOf('<', text.lastIndexOf("/ID"));
        pdf[identifier + 2] = (byte) (pdf[identifier + 2] == '0' ? '1' : '0');
    }

    private static int start(byte[] pdf) {
        return new String(pdf, StandardCharsets.ISO_8859_1).indexOf("/Contents <") + "/Contents ".length();
    }

    private static int end(byte[] pdf) {
        return new String(pdf, StandardCharsets.ISO_8859_1).indexOf('>', start(pdf)) + 1;
    }

    private static byte[] cms(byte[] pdf) {
        byte[] padded = HexFormat.of()
                .parseHex(new String(pdf, StandardCharsets.ISO_8859_1).substring(start(pdf) + 1, end(pdf) - 1));
        return Arrays.copyOf(padded, 4 + (padded[2] & 0xFF) * 256 + (padded[3] & 0xFF));
    }

    private static byte[] covered(byte[] pdf) {
        ByteArrayOutputStream covered = new ByteArrayOutputStream();
        covered.write(pdf, 0, start(pdf));
        covered.write(pdf, end(pdf), pdf.length - end(pdf));
        return covered.toByteArray();
    }

    private boolean verifiesWithBouncyCastle(byte[] pdf)
            throws CMSException, OperatorCreationException, IOException, GeneralSecurityException {
        X509Certificate certificate;
        try (InputStream pem = Files.newInputStream(folder.resolve("sealing.pem"))) {
            certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509", TestPki.PROVIDER).generateCertificate(pem);
        }
        CMSSignedData read = new CMSSignedData(new CMSProcessableByteArray(covered(pdf)), cms(pdf));
        try {
            return read.getSignerInfos()
                    .iterator()
                    .next()
                    .verify(new JcaSimpleSignerInfoVerifierBuilder()
                            .setProvider(TestPki.PROVIDER)
                            .build(certificate));
        } catch (CMSSignerDigestMismatchException mismatch) {
            return false;
        }
    }
}

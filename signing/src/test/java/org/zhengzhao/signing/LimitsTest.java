package org.zhengzhao.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.upokecenter.cbor.CBORObject;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.signing.collect.Document;
import org.zhengzhao.signing.collect.DocumentReader;
import org.zhengzhao.signing.collect.Refusal;
import org.zhengzhao.signing.collect.UnreadableDocumentException;
import org.zhengzhao.signing.cose.Cbor;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.cose.MalformedCoseException;
import org.zhengzhao.signing.credential.ClaimsCbor;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.credential.MalformedClaimsException;
import org.zhengzhao.signing.qr.GreyPicture;
import org.zhengzhao.signing.qr.MalformedQrTextException;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.MalformedTrustException;

/**
 * Limits of the parsers that strangers reach first: what is just within one is looked at, one more is refused for that. The limits
 * stand in docs/reference/limits.md; those of the other parsers are tested beside them.
 */
class LimitsTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final KeyIdentifier KEY = KeyIdentifier.of(PKI.root());
    private static final int LICENSE = -70001;
    private static final int NUMBER = 4;
    private static final int HOLDERS = 5;
    private static final int FIELDS = 6;

    @Test
    void qrText_ofTheMostCharacters_isLookedAt() {
        assertThat(qrTextReason("LX1:" + "0".repeat(7996))).isNotEqualTo(MalformedQrTextException.Reason.TOO_LONG);
        assertThat(qrTextReason("LX1:" + "0".repeat(7997))).isEqualTo(MalformedQrTextException.Reason.TOO_LONG);
    }

    @Test
    void credential_ofTheMostOctets_isRead() throws Exception {
        int around = message(0).length();
        // Both lengths of the payload take three octets to write.
        assertThat(around).isLessThan(100);
        Bytes longest = message(CoseSign1.MAX_OCTETS - around - 2);
        assertThat(longest.length()).isEqualTo(CoseSign1.MAX_OCTETS);
        assertThat(CoseSign1.parse(longest).encode()).isEqualTo(longest);

        assertThat(coseReason(message(CoseSign1.MAX_OCTETS - around - 1)))
                .isEqualTo(MalformedCoseException.Reason.TOO_LARGE);
    }

    @Test
    void protectedHeader_ofTheMostOctets_isRead() throws Exception {
        int around = CoseSign1.header(-7, KEY).length() + 3 + 4;
        assertThat(CoseSign1.parse(withHeader(256 - around)).protectedHeader().length())
                .isEqualTo(256);
        assertThat(coseReason(withHeader(257 - around))).isEqualTo(MalformedCoseException.Reason.TOO_LARGE);
    }

    @Test
    void claims_withTheLongestTextAndMostHoldersAndFields_areRead() throws Exception {
        assertThat(read(license -> license.Set(NUMBER, "1".repeat(4000))).number())
                .hasSize(4000);
        assertThat(read(license -> repeat(license.get(HOLDERS), LicenseContent.MAX_HOLDERS))
                        .holders())
                .hasSize(LicenseContent.MAX_HOLDERS);
        assertThat(read(license -> repeat(license.get(FIELDS), LicenseClaims.MAX_FIELDS))
                        .fields())
                .hasSize(LicenseClaims.MAX_FIELDS);

        refused("number", license -> license.Set(NUMBER, "1".repeat(4001)));
        refused("holders", license -> repeat(license.get(HOLDERS), LicenseContent.MAX_HOLDERS + 1));
        refused("fields", license -> repeat(license.get(FIELDS), LicenseClaims.MAX_FIELDS + 1));
    }

    @Test
    void trustFile_ofTheMostOctetsAndCertificates_isRead() throws Exception {
        String pem = pem(PKI.root());
        CertificateFile file = new CertificateFile(TestPki.PROVIDER);
        String longest = pem + "#".repeat(CertificateFile.MAX_OCTETS - pem.length());
        assertThat(file.read(Bytes.utf8(longest))).hasSize(1);
        assertThat(file.read(Bytes.utf8(pem.repeat(2000)))).hasSize(2000);

        for (String beyond : new String[] {longest + "#", pem.repeat(2001)}) {
            assertThatExceptionOfType(MalformedTrustException.class)
                    .isThrownBy(() -> file.read(Bytes.utf8(beyond)))
                    .satisfies(malformed ->
                            assertThat(malformed.reason()).isEqualTo(MalformedTrustException.Reason.TOO_LARGE));
        }
    }

    @Test
    void document_ofTheMostOctets_isLookedAt() throws Exception {
        DocumentReader reader = new DocumentReader();
        byte[] longest = new byte[DocumentReader.MAX_OCTETS];
        System.arraycopy(Bytes.utf8("%PDF-1.7").toArray(), 0, longest, 0, 8);
        assertThat(reader.read(Bytes.of(longest))).isInstanceOf(Document.Pdf.class);
        assertThat(reader.read(Bytes.utf8("LX1:" + "0".repeat(16 * 1024 - 4)))).isInstanceOf(Document.QrTextFile.class);

        refused(reader, Bytes.of(new byte[DocumentReader.MAX_OCTETS + 1]), Refusal.TOO_LARGE);
        refused(reader, Bytes.utf8("LX1:" + "0".repeat(16 * 1024 - 3)), Refusal.UNKNOWN_KIND);
    }

    @Test
    void greyPicture_ofTheMostPixels_canBeMade() {
        assertThat(new GreyPicture(GreyPicture.MAX_PIXELS, 1, new byte[GreyPicture.MAX_PIXELS]).width())
                .isEqualTo(GreyPicture.MAX_PIXELS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GreyPicture(GreyPicture.MAX_PIXELS + 1, 1, new byte[GreyPicture.MAX_PIXELS + 1]));
        assertThatIllegalArgumentException().isThrownBy(() -> new GreyPicture(1 << 16, 1 << 16, new byte[0]));
    }

    private static MalformedQrTextException.Reason qrTextReason(String text) {
        try {
            QrText.read(text);
            throw new AssertionError("read");
        } catch (MalformedQrTextException malformed) {
            return malformed.reason();
        }
    }

    private static Bytes message(int payload) {
        return new CoseSign1(-7, KEY, CoseSign1.header(-7, KEY), Bytes.of(new byte[payload]), Bytes.of(new byte[64]))
                .encode();
    }

    /** A message whose header has one more label with so many characters. */
    private static Bytes withHeader(int characters) {
        Bytes header = Cbor.encode(
                CBORObject.NewMap().Add(1, -7).Add(4, KEY.value().toArray()).Add(-70000, "x".repeat(characters)));
        return new CoseSign1(-7, KEY, header, Bytes.of(new byte[1]), Bytes.of(new byte[64])).encode();
    }

    private static MalformedCoseException.Reason coseReason(Bytes octets) {
        try {
            CoseSign1.parse(octets);
            throw new AssertionError("read");
        } catch (MalformedCoseException malformed) {
            return malformed.reason();
        }
    }

    private static LicenseClaims read(Consumer<CBORObject> change) throws MalformedClaimsException {
        return ClaimsCbor.read(changed(change));
    }

    private static void refused(String claim, Consumer<CBORObject> change) {
        assertThatExceptionOfType(MalformedClaimsException.class)
                .isThrownBy(() -> read(change))
                .satisfies(malformed -> assertThat(malformed.claim()).isEqualTo(claim));
    }

    /** The claims of the sample license with something changed in its part of them. */
    private static Bytes changed(Consumer<CBORObject> change) {
        Bytes claims = ClaimsCbor.write(LicenseClaims.of(Samples.type(), Samples.content(), Samples.ISSUED));
        CBORObject set = CBORObject.DecodeFromBytes(claims.toArray());
        change.accept(set.get(CBORObject.FromObject(LICENSE)));
        return Cbor.encode(set);
    }

    private static void repeat(CBORObject items, int times) {
        while (items.size() < times) {
            items.Add(items.get(0));
        }
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static void refused(DocumentReader reader, Bytes document, Refusal refusal) {
        assertThatExceptionOfType(UnreadableDocumentException.class)
                .isThrownBy(() -> reader.read(document))
                .satisfies(unreadable -> assertThat(unreadable.refusal()).isEqualTo(refusal));
    }
}

package org.zhengzhao.signing.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPdf;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestTimestampAuthority;
import org.zhengzhao.signing.timestamp.TimestampClient;
import org.zhengzhao.signing.timestamp.TimestampToken;
import org.zhengzhao.signing.timestamp.TimestampTransport;
import org.zhengzhao.signing.timestamp.TimestampVerifier;
import org.zhengzhao.signing.timestamp.Timestamper;

class LongTermPdfTest {
    private static final Instant TIME = Samples.ISSUED.plusSeconds(60);
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final TestTimestampAuthority AUTHORITY = new TestTimestampAuthority(Samples.CEREMONY);
    private static final Bytes SIGNED = TestPdf.license(Samples.content(), KEY).build();
    private static final ValidationData DATA = ValidationData.of(
                    PKI.published(KEY), List.of(AUTHORITY.revocations(TIME, TIME.plus(Duration.ofDays(30)))))
            .and(ValidationData.of(List.of(AUTHORITY.certificate(), AUTHORITY.root()), List.of()));

    private final LongTermPdf longTerm = new LongTermPdf(TestPki.PROVIDER);

    private static Timestamper timestamper(TimestampTransport transport) {
        return new TimestampClient(
                transport,
                new TimestampVerifier(List.of(AUTHORITY.root()), TestPki.PROVIDER),
                HashAlgorithm.SHA256,
                Optional.empty(),
                InstantSource.fixed(TIME),
                new SecureRandom(),
                TestPki.PROVIDER);
    }

    private static Timestamper timestamper() {
        return timestamper(request -> AUTHORITY.respond(request, TIME));
    }

    @Test
    void lift_reachableAuthority_reachesEveryLevelByAppending() throws UnusablePdfException, IOException {
        Augmented timed =
                longTerm.lift(SIGNED, PadesLevel.B_B, PadesLevel.B_T, timestamper(), pdf -> ValidationData.EMPTY);
        Augmented whole = longTerm.lift(timed.pdf(), timed.level(), PadesLevel.B_LTA, timestamper(), pdf -> DATA);

        assertThat(timed.level()).isEqualTo(PadesLevel.B_T);
        assertThat(whole.level()).isEqualTo(PadesLevel.B_LTA);
        assertThat(whole.obstacle()).isEmpty();
        assertThat(timed.pdf().slice(0, SIGNED.length())).isEqualTo(SIGNED);
        assertThat(whole.pdf().slice(0, timed.pdf().length())).isEqualTo(timed.pdf());
        assertStamped(timed.pdf(), 1);
        assertStamped(whole.pdf(), 2);
        try (PDDocument document = Loader.loadPDF(whole.pdf().toArray())) {
            COSDictionary store =
                    document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.getPDFName("DSS"));
            assertThat(store.getCOSArray(COSName.getPDFName("Certs")).size()).isEqualTo(5);
            assertThat(store.getCOSArray(COSName.getPDFName("CRLs")).size()).isEqualTo(1);
        }
        assertThat(new GivenCertificates(TestPki.PROVIDER).read(whole.pdf()))
                .containsExactlyInAnyOrder(KEY.chain().get(0), KEY.chain().get(1), AUTHORITY.certificate());
    }

    /** Every document timestamp covers all that was there when it was made, and its token is over just that. */
    private static void assertStamped(Bytes pdf, int timestamps) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toArray())) {
            List<PDSignature> found = document.getSignatureDictionaries().stream()
                    .filter(signature -> "ETSI.RFC3161".equals(signature.getSubFilter()))
                    .toList();
            assertThat(found).hasSize(timestamps);
            for (PDSignature signature : found) {
                TimestampToken token = TimestampToken.parsePadded(Bytes.of(signature.getContents()), TestPki.PROVIDER);
                assertThat(token.imprintMatches(Bytes.of(signature.getSignedContent(pdf.toArray()))))
                        .isTrue();
            }
            int[] last = found.getLast().getByteRange();
            assertThat(last[0]).isZero();
            assertThat(last[2] + last[3]).isEqualTo(pdf.length());
        } catch (org.zhengzhao.signing.timestamp.MalformedTimestampException malformed) {
            throw new AssertionError(malformed);
        }
    }

    @Test
    void lift_again_renewsTheTimestamp() throws UnusablePdfException, IOException {
        Augmented whole = longTerm.lift(SIGNED, PadesLevel.B_B, PadesLevel.B_LTA, timestamper(), pdf -> DATA);
        assertThat(longTerm.withTimestamp(longTerm.withValidationData(whole.pdf(), DATA), timestamper()))
                .isInstanceOfSatisfying(LongTermPdf.Stamping.Stamped.class, renewed -> {
                    assertThat(renewed.pdf().slice(0, whole.pdf().length())).isEqualTo(whole.pdf());
                    assertThat(renewed.pdf().length()).isLessThan(whole.pdf().length() + 20_000);
                });
        assertStamped(whole.pdf(), 2);
    }

    @Test
    void withValidationData_thatIsThere_changesNothing() throws UnusablePdfException {
        Bytes once = longTerm.withValidationData(SIGNED, DATA);
        assertThat(longTerm.withValidationData(once, DATA)).isEqualTo(once);
        assertThat(longTerm.withValidationData(SIGNED, DATA)).isEqualTo(once);
        Bytes more = longTerm.withValidationData(
                once,
                ValidationData.of(List.of(), List.of(AUTHORITY.revocations(TIME, TIME.plus(Duration.ofDays(60))))));
        assertThat(more.slice(0, once.length())).isEqualTo(once);
    }

    @Test
    void lift_unreachableAuthority_keepsWhatItHas() throws UnusablePdfException {
        Timestamper down = timestamper(request -> {
            throw new IOException("connection refused");
        });
        Augmented reached = longTerm.lift(SIGNED, PadesLevel.B_B, PadesLevel.B_LTA, down, pdf -> DATA);
        assertThat(reached.pdf()).isEqualTo(SIGNED);
        assertThat(reached.level()).isEqualTo(PadesLevel.B_B);
        assertThat(reached.obstacle().orElseThrow()).contains("connection refused");
    }

    @Test
    void lift_noValidationData_stopsAtTheTimestamp() throws UnusablePdfException {
        Augmented reached = longTerm.lift(SIGNED, PadesLevel.B_B, PadesLevel.B_LTA, timestamper(), pdf -> {
            throw new IOException("no list of the root");
        });
        assertThat(reached.level()).isEqualTo(PadesLevel.B_T);
        assertThat(reached.obstacle().orElseThrow()).contains("no list of the root");
    }

    @Test
    void withTimestamp_tokenLongerThanExpected_getsItsRoom() throws UnusablePdfException {
        Timestamper real = timestamper();
        Timestamper modest = new Timestamper() {
            @Override
            public HashAlgorithm algorithm() {
                return real.algorithm();
            }

            @Override
            public Outcome stamp(Bytes imprint) {
                return real.stamp(imprint);
            }

            @Override
            public int expectedOctets() {
                return 10;
            }
        };
        assertThat(longTerm.withTimestamp(SIGNED, modest)).isInstanceOf(LongTermPdf.Stamping.Stamped.class);
        assertThat(new LongTermPdf(TestPki.PROVIDER, 600).withTimestamp(SIGNED, modest))
                .isInstanceOfSatisfying(
                        LongTermPdf.Stamping.Failed.class,
                        failed -> assertThat(failed.reason()).contains("too long"));
    }

    @Test
    void lift_whatIsNoSignedPdf_throwsTheOneException() {
        for (Bytes unusable : List.of(
                Bytes.utf8("%PDF-1.7 nothing"),
                Bytes.of(new byte[0]),
                TestPdf.letter(KEY).unsigned())) {
            assertThatThrownBy(() -> longTerm.withTimestamp(unusable, timestamper()))
                    .isInstanceOf(UnusablePdfException.class);
            assertThatThrownBy(() -> longTerm.withValidationData(unusable, DATA))
                    .isInstanceOf(UnusablePdfException.class);
        }
    }
}

package org.zhengzhao.signing.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.testkit.Issued;

/** Faces of two licenses that are both genuine, put together as one. */
class SwappedFacesTest {
    private static final Verifying VERIFYING = new Verifying(Suite.ES256);

    /** The authority's own key signs the PDF with another license's QR symbol on it: of another type, or of the next number. */
    @Test
    void verify_pdfThatShowsTheQrOfAnotherLicense_isNeverValid() {
        List<SampleType> samples = SampleTypes.all();
        for (int i = 0; i < samples.size(); i++) {
            SampleType sample = samples.get(i);
            for (Issued other : List.of(
                    Issued.of(samples.get((i + 1) % samples.size()), VERIFYING.key(), 17),
                    Issued.of(sample, VERIFYING.key(), 18))) {
                Issued mixed = Issued.of(sample, VERIFYING.key(), 17, own -> other.qrText());

                assertThat(VERIFYING.valid(mixed.pdf().toArray()))
                        .as(sample.slug() + " with " + other)
                        .isFalse();
            }
        }
    }

    @Test
    void verify_pdfThatShowsTheQrOfItsOwnLicenseSignedAgain_isNeverValid() {
        SampleType sample = SampleTypes.all().getFirst();
        Issued before = Issued.of(sample, VERIFYING.key(), 17);
        Issued again = Issued.of(sample, VERIFYING.key(), 17, own -> before.qrText());

        assertThat(before.credential()).isNotEqualTo(again.credential());
        assertThat(VERIFYING.valid(again.pdf().toArray())).isFalse();
    }

    /** Octets of one file in the place of those of another, where both have the same length before and after. */
    @Test
    void verify_halfOfOneFileAndHalfOfAnother_isNeverValid() {
        SampleType sample = SampleTypes.all().getFirst();
        List<byte[]> files = List.of(
                Issued.of(sample, VERIFYING.key(), 17).pdf().toArray(),
                Issued.of(sample, VERIFYING.key(), 18).pdf().toArray());
        List<Integer> valid = new ArrayList<>();
        for (int i = 1; i < 16; i++) {
            byte[] one = files.get(i % 2);
            byte[] other = files.get((i + 1) % 2);
            int at = Math.min(one.length, other.length) * i / 16;
            byte[] mixed = one.clone();
            System.arraycopy(other, at, mixed, at, Math.min(one.length, other.length) - at);
            if (VERIFYING.valid(mixed)) {
                valid.add(at);
            }
        }
        assertThat(valid).isEmpty();
    }

    /** The parts of two QR texts: the beginning of one, the end of the other. */
    @Test
    void verify_halfOfOneTextAndHalfOfAnother_isNeverValid() {
        SampleType sample = SampleTypes.all().getFirst();
        String one = Issued.of(sample, VERIFYING.key(), 17).qrText();
        String other = Issued.of(sample, VERIFYING.key(), 18).qrText();
        for (int at = QrText.PREFIX.length() + 1; at < Math.min(one.length(), other.length()); at++) {
            String mixed = one.substring(0, at) + other.substring(at);
            if (!mixed.equals(one) && !mixed.equals(other)) {
                assertThat(VERIFYING.valid(Bytes.utf8(mixed).toArray()))
                        .as("at %d", at)
                        .isFalse();
            }
        }
    }
}

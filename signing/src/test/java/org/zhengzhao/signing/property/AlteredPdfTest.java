package org.zhengzhao.signing.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.testkit.Issued;
import org.zhengzhao.signing.verify.Gap;
import org.zhengzhao.signing.verify.GapCode;

/**
 * PDFs of every sample type. Where a bit may be flipped in each of many thousand octets, the symbol on the page is a small one of
 * somebody else's, so that reading it takes little time; such a file has exactly one gap where all else holds.
 */
class AlteredPdfTest {
    private static final Verifying VERIFYING = new Verifying(Suite.ES256);
    private static final List<Gap> ONLY_THE_QR = List.of(new Gap(GapCode.QR_NOT_READABLE, ""));
    private static final int SAMPLED_BITS = 40;
    /** Of the structural octets of one type all are looked at, of the others every one in so many. */
    private static final int STRIDE = 24;

    static List<SampleType> samples() {
        return SampleTypes.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void verify_aBitOfAStructuralOctetFlipped_isNeverWithoutFault(SampleType sample) {
        byte[] file = Issued.of(sample, VERIFYING.key(), 17, credential -> "HTTPS://EXAMPLE.COM/")
                .pdf()
                .toArray();
        assertThat(VERIFYING.open(file, ONLY_THE_QR)).isTrue();
        List<Integer> octets = PdfOctets.structural(file);
        assertThat(octets).hasSizeGreaterThan(4000);
        boolean first = sample.equals(samples().getFirst());
        Random random = new Random(20261123);
        int[] bits = random.ints(octets.size(), 0, 8).toArray();

        List<Integer> holding = IntStream.range(0, octets.size())
                .filter(i -> first || i % STRIDE == 0 || Verifying.WHOLE_STRUCTURE)
                .parallel()
                .flatMap(i -> Verifying.WHOLE_STRUCTURE
                        ? IntStream.range(0, 8).map(bit -> octets.get(i) * 8 + bit)
                        : IntStream.of(octets.get(i) * 8 + bits[i]))
                .filter(bit -> VERIFYING.open(Verifying.flipped(file, bit), ONLY_THE_QR))
                .boxed()
                .toList();
        assertThat(holding).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void verify_aSampledBitFlipped_isNeverValid(SampleType sample) {
        byte[] file = issued(sample);
        assertThat(VERIFYING.valid(file)).isTrue();
        Random random = new Random(20261124);
        int bits = Verifying.EVERYTHING ? file.length * 8 : SAMPLED_BITS;

        List<Integer> valid = (Verifying.EVERYTHING
                        ? IntStream.range(0, bits)
                        : IntStream.generate(() -> random.nextInt(file.length * 8))
                                .limit(bits))
                .parallel()
                .filter(bit -> VERIFYING.valid(Verifying.flipped(file, bit)))
                .boxed()
                .toList();
        assertThat(valid).isEmpty();
    }

    /** Cut off behind every object, and at every octet of the last lines. */
    @ParameterizedTest
    @MethodSource("samples")
    void verify_cutOff_isNeverValid(SampleType sample) {
        byte[] file = issued(sample);
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int tail = text.lastIndexOf("startxref");

        assertThat(IntStream.concat(
                                Pattern.compile("endobj\\s|%%EOF\\s*")
                                        .matcher(text)
                                        .results()
                                        .flatMapToInt(
                                                found -> IntStream.of(found.start(), found.end() - 1, found.end()))
                                        .filter(end -> end < file.length),
                                IntStream.range(tail, file.length))
                        .parallel()
                        .filter(end -> VERIFYING.valid(Arrays.copyOf(file, end))))
                .isEmpty();
    }

    @Test
    void verify_anythingBehindTheEnd_isNeverValid() {
        byte[] file = issued(samples().getFirst());
        for (String tail : List.of(
                "\n", " ", "\u0000", "%", "%%EOF", "%%EOF\n", "1 0 obj\n<<>>\nendobj\n", "startxref\n0\n%%EOF\n")) {
            assertThat(VERIFYING.valid(joined(file, Bytes.utf8(tail).toArray())))
                    .as(tail)
                    .isFalse();
        }
        assertThat(VERIFYING.valid(joined(file, file))).isFalse();
        assertThat(VERIFYING.valid(joined(file, issued(samples().getLast())))).isFalse();
    }

    @Test
    void verify_anythingBeforeTheBeginning_isNeverValid() {
        byte[] file = issued(samples().getFirst());
        for (String head : List.of("\n", " ", "%PDF-1.7\n", "\uFEFF")) {
            assertThat(VERIFYING.valid(joined(Bytes.utf8(head).toArray(), file)))
                    .isFalse();
        }
    }

    private static byte[] issued(SampleType sample) {
        return Issued.of(sample, VERIFYING.key(), 17).pdf().toArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}

package org.zhengzhao.signing.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.receipt.ReceiptForm;
import org.zhengzhao.signing.receipt.ReceiptSigner;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestReceipts;

/** All bits of a receipt in both forms and in every suite, and all bits of the answer that it is filed with. */
class AlteredReceiptTest {
    private static final ReceiptSigner SIGNER = new ReceiptSigner(TestPki.PROVIDER);
    private static final Map<Suite, Verifying> REGISTRIES =
            Arrays.stream(Suite.values()).collect(Collectors.toMap(Function.identity(), Verifying::new));
    private static final byte[] ANSWER = TestReceipts.ANSWER.toArray();

    record Case(Suite suite, ReceiptForm form) {
        byte[] receipt() {
            return switch (form) {
                case COSE ->
                    SIGNER.signCose(TestReceipts.found(), verifying().recordKey())
                            .toArray();
                case JWS ->
                    Bytes.utf8(SIGNER.signJws(TestReceipts.found(), verifying().recordKey())
                                    .orElseThrow())
                            .toArray();
            };
        }

        Verifying verifying() {
            return REGISTRIES.get(suite);
        }
    }

    static Stream<Case> cases() {
        return Arrays.stream(Suite.values())
                .flatMap(suite -> Arrays.stream(ReceiptForm.values())
                        .filter(form -> form == ReceiptForm.COSE
                                || suite.joseAlgorithm().isPresent())
                        .map(form -> new Case(suite, form)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verify_anyBitOfTheReceiptFlipped_isNeverValid(Case one) {
        byte[] receipt = one.receipt();
        assertThat(one.verifying().valid(receipt)).isTrue();

        assertThat(one.verifying().bitsThatDoNotMatter(receipt)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verify_anyBitOfTheAnswerFlipped_isNeverValid(Case one) {
        byte[] receipt = one.receipt();
        assertThat(one.verifying().valid(receipt, ANSWER)).isTrue();

        List<Integer> valid = IntStream.range(0, ANSWER.length * 8)
                .parallel()
                .filter(bit -> one.verifying().valid(receipt, Verifying.flipped(ANSWER, bit)))
                .boxed()
                .toList();
        assertThat(valid).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verify_cutOffAnywhere_isNeverValid(Case one) {
        byte[] receipt = one.receipt();
        List<Integer> valid = IntStream.range(0, receipt.length)
                .parallel()
                .filter(length -> one.verifying().valid(Arrays.copyOf(receipt, length))
                        || one.verifying().valid(Arrays.copyOfRange(receipt, receipt.length - length, receipt.length)))
                .boxed()
                .toList();
        assertThat(valid).isEmpty();
    }
}

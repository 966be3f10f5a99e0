package org.zhengzhao.signing.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.testkit.Issued;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;

/** All bits of the credential and of the QR text: of every sample type, and in every suite. */
class AlteredCredentialTest {
    private static final CredentialSigner SIGNER = new CredentialSigner(TestPki.PROVIDER);
    private static final Map<Suite, Verifying> REGISTRIES =
            Arrays.stream(Suite.values()).collect(Collectors.toMap(Function.identity(), Verifying::new));

    record Case(Suite suite, SampleType sample) {
        byte[] credential() {
            return sign().coseSign1().toArray();
        }

        byte[] text() {
            return Bytes.utf8(QrText.of(sign())).toArray();
        }

        private Credential sign() {
            return SIGNER.sign(
                    LicenseClaims.of(sample.type(), Issued.content(sample, 17), Samples.ISSUED),
                    verifying().key());
        }

        Verifying verifying() {
            return REGISTRIES.get(suite);
        }

        @Override
        public String toString() {
            return suite + " " + sample.slug();
        }
    }

    /** Every type in the default suite and one type in the others; with time, every type in every suite. */
    static Stream<Case> cases() {
        SampleType first = SampleTypes.all().getFirst();
        return Arrays.stream(Suite.values())
                .flatMap(suite -> SampleTypes.all().stream()
                        .filter(sample -> Verifying.EVERYTHING || suite == Suite.ES256 || sample.equals(first))
                        .map(sample -> new Case(suite, sample)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verify_anyBitOfTheCredentialFlipped_isNeverValid(Case one) {
        byte[] credential = one.credential();
        assertThat(one.verifying().valid(credential)).isTrue();

        assertThat(one.verifying().bitsThatDoNotMatter(credential)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verify_anyBitOfTheTextFlipped_isNeverValid(Case one) {
        byte[] text = one.text();
        assertThat(one.verifying().valid(text)).isTrue();

        assertThat(one.verifying().bitsThatDoNotMatter(text)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verify_cutOffAnywhere_isNeverValid(Case one) {
        for (byte[] whole : List.of(one.credential(), one.text())) {
            List<Integer> valid = new ArrayList<>();
            for (int length = 0; length < whole.length; length++) {
                if (one.verifying().valid(Arrays.copyOf(whole, length))
                        || one.verifying().valid(Arrays.copyOfRange(whole, whole.length - length, whole.length))) {
                    valid.add(length);
                }
            }
            assertThat(valid).isEmpty();
        }
    }

    /** A part of a document, of 1 to 64 octets, stands there twice. */
    @ParameterizedTest
    @MethodSource("cases")
    void verify_partRepeated_isNeverValid(Case one) {
        for (byte[] whole : List.of(one.credential(), one.text())) {
            List<String> valid = new ArrayList<>();
            for (int length = 1; length <= 64; length *= 4) {
                for (int at = 0; at + length <= whole.length; at += length) {
                    if (one.verifying().valid(repeated(whole, at, length))) {
                        valid.add(at + "+" + length);
                    }
                }
            }
            assertThat(valid).isEmpty();
        }
    }

    private static byte[] repeated(byte[] whole, int at, int length) {
        byte[] changed = new byte[whole.length + length];
        System.arraycopy(whole, 0, changed, 0, at + length);
        System.arraycopy(whole, at, changed, at + length, whole.length - at);
        return changed;
    }
}

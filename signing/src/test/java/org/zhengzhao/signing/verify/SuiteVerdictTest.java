package org.zhengzhao.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.collect.UnreadableDocumentException;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.testkit.Issued;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;

/** A license in every suite: PDF and credential hold as issued, and never with a bit changed or under another algorithm. */
class SuiteVerdictTest {
    private record Registry(SigningKey key, TrustStore trust, Issued license) {}

    private static final Map<Suite, Registry> REGISTRIES = new EnumMap<>(Suite.class);

    private static Registry registry(Suite suite) {
        return REGISTRIES.computeIfAbsent(suite, fresh -> {
            TestPki pki = new TestPki(fresh, Samples.CEREMONY);
            SigningKey key = pki.sealing(Samples.AUTHORITY, Samples.CEREMONY);
            return new Registry(
                    key,
                    TrustStore.of(pki.published(key), TestPki.PROVIDER),
                    Issued.of(SampleTypes.find("food-business-permit").orElseThrow(), key, 17));
        });
    }

    @ParameterizedTest
    @EnumSource
    void judge_bothFacesAsIssued_areValid(Suite suite) throws Exception {
        Registry registry = registry(suite);
        for (Bytes document : List.of(
                registry.license().pdf(),
                registry.license().credential(),
                Bytes.utf8(registry.license().qrText()))) {
            assertThat(judge(document, registry.trust())).isInstanceOf(Verdict.Valid.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void judge_credentialWithAnyBitFlipped_isNeverValid(Suite suite) {
        Registry registry = registry(suite);
        byte[] octets = registry.license().credential().toArray();
        // The signature is the end of the message; every bit of it, and some of the rest.
        Random random = new Random(20261123);
        int signature = (octets.length - suite.rawLength()) * 8;
        for (int bit = 0; bit < octets.length * 8; bit += bit < signature ? 1 + random.nextInt(8) : 1) {
            octets[bit / 8] ^= (byte) (1 << bit % 8);
            assertNeverValid(Bytes.of(octets), registry.trust(), bit);
            octets[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void judge_pdfWithASampledBitFlipped_isNeverValid(Suite suite) {
        Registry registry = registry(suite);
        byte[] file = registry.license().pdf().toArray();
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int start = text.indexOf('<', text.indexOf("/Contents <")) + 1;
        int length = 4 + Integer.parseInt(text.substring(start + 4, start + 8), 16);
        Random random = new Random(20261124);
        for (int i = 0; i < 200; i++) {
            boolean inSignature = i < 160;
            int position = inSignature ? start + random.nextInt(2 * length) : random.nextInt(file.length);
            int bit = position * 8 + random.nextInt(8);
            file[bit / 8] ^= (byte) (1 << bit % 8);
            assertNeverValid(Bytes.of(file), registry.trust(), bit);
            file[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void judge_credentialThatNamesAnotherAlgorithm_isInvalid(Suite suite) throws Exception {
        Registry registry = registry(suite);
        CoseSign1 message = CoseSign1.parse(registry.license().credential());
        KeyIdentifier name = KeyIdentifier.of(registry.key().certificate());
        for (Suite other : Suite.values()) {
            if (other != suite) {
                Bytes header = CoseSign1.header(other.coseAlgorithm(), name);
                Bytes signature = registry.key()
                        .signRaw(CoseSign1.toBeSigned(header, message.payload()).toArray());
                Bytes confused =
                        new CoseSign1(other.coseAlgorithm(), name, header, message.payload(), signature).encode();
                assertThat(CodesTest.codes(judge(confused, registry.trust())))
                        .contains(FailureCode.ALGORITHM_NOT_ALLOWED.name());
            }
        }
    }

    private static void assertNeverValid(Bytes document, TrustStore trust, int bit) {
        try {
            assertThat(judge(document, trust)).as("bit %d", bit).isNotInstanceOf(Verdict.Valid.class);
        } catch (UnreadableDocumentException unreadable) {
            assertThat(unreadable.refusal()).isNotNull();
        }
    }

    private static Verdict judge(Bytes document, TrustStore trust) throws UnreadableDocumentException {
        return new Vector("", "", document, trust, Samples.NOW).judge();
    }
}

package org.zhengzhao.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;

/** OFD documents: as an archive, and each part that says what is signed. Nothing holds that was not signed. */
class OfdFuzzTest {
    private static final String FOLDER = "Doc_0/Signs/Sign_0/";
    private static final SealedOfd SEALED = new SealedOfd().sign();
    private static final Bytes FILE = SEALED.zip();
    private static final OfdVerifier VERIFIER = new OfdVerifier(
            Optional.of(TrustStore.of(SealedOfd.PKI.published(SealedOfd.SIGNER), TestPki.PROVIDER)), TestPki.PROVIDER);

    static Stream<byte[]> seeds() {
        Stream<byte[]> values = Arrays.stream(SealedOfd.Version.values()).map(version -> {
            SealedOfd ofd = new SealedOfd();
            ofd.version = version;
            return ofd.sign().parts.get(FOLDER + "SignedValue.dat").toArray();
        });
        return Stream.concat(
                Stream.of(
                        FILE.toArray(),
                        SEALED.parts.get("OFD.xml").toArray(),
                        SEALED.parts.get(FOLDER + "Signature.xml").toArray()),
                values);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void judge_anyOctets_holdOnlyAsSigned(byte[] octets) {
        Bytes given = Bytes.of(octets);
        if (holds(given)) {
            assertThat(parts(given)).isEqualTo(parts(FILE));
        }
        // The same octets in the place of each part that is read.
        for (String part : new String[] {
            "OFD.xml",
            "Doc_0/Signs/Signatures.xml",
            FOLDER + "Signature.xml",
            FOLDER + "SignedValue.dat",
            FOLDER + "Seal.esl"
        }) {
            if (!given.equals(SEALED.parts.get(part))) {
                Map<String, Bytes> changed = new LinkedHashMap<>(SEALED.parts);
                changed.put(part, given);
                boolean holds = holds(SealedOfd.zip(changed));
                // A value has room for a time-stamp that nobody signs; the rest of it changes nothing that is signed.
                assertThat(holds && !part.endsWith("SignedValue.dat")).as(part).isFalse();
            }
        }
    }

    private static boolean holds(Bytes file) {
        try {
            return VERIFIER.judge(file, SealedOfd.TIME).problems().isEmpty();
        } catch (MalformedOfdException malformed) {
            assertThat(malformed.reason()).isNotNull();
            return false;
        }
    }

    private static List<Bytes> parts(Bytes file) {
        try {
            OfdPackage parts = OfdPackage.read(file);
            return parts.names().stream()
                    .sorted()
                    .map(name -> parts.find(name).orElseThrow())
                    .toList();
        } catch (MalformedOfdException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

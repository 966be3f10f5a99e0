package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.cose.MalformedCoseException;
import org.zhengzhao.signing.credential.ClaimsCbor;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.credential.MalformedClaimsException;

/** Claims that a careless or hostile signer signed with a trusted key: read, judged and shown. */
class ClaimsFuzzTest {
    private static final Judged JUDGED = new Judged(Seeds.TRUST);

    static Stream<byte[]> seeds() {
        return Seeds.credentials().stream().map(credential -> {
            try {
                return CoseSign1.parse(credential.coseSign1()).payload().toArray();
            } catch (MalformedCoseException impossible) {
                throw new AssertionError(impossible);
            }
        });
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anyClaims_areReadAndShownOrRefused(byte[] octets) {
        Bytes payload = Bytes.of(octets);
        boolean readable = readable(payload);
        if (readable || payload.length() % 16 == 0) {
            boolean valid = JUDGED.valid(signed(payload).toArray());
            assertThat(valid && !readable).isFalse();
        }
    }

    private static boolean readable(Bytes payload) {
        try {
            LicenseClaims claims = ClaimsCbor.read(payload);
            assertThat(ClaimsCbor.read(ClaimsCbor.write(claims))).isEqualTo(claims);
            return true;
        } catch (MalformedClaimsException malformed) {
            return false;
        }
    }

    private static Bytes signed(Bytes payload) {
        int algorithm = Seeds.KEY.suite().coseAlgorithm();
        KeyIdentifier identifier = KeyIdentifier.of(Seeds.KEY.certificate());
        Bytes header = CoseSign1.header(algorithm, identifier);
        Bytes signature =
                Seeds.KEY.signRaw(CoseSign1.toBeSigned(header, payload).toArray());
        return new CoseSign1(algorithm, identifier, header, payload, signature).encode();
    }
}

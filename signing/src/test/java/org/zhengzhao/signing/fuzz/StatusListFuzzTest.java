package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.envelope.CoseMessage;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.TokenClaims;
import org.zhengzhao.signing.jose.Base64Url;
import org.zhengzhao.signing.jose.CompactJws;
import org.zhengzhao.signing.jose.RejectedJoseException;
import org.zhengzhao.signing.status.MalformedStatusException;
import org.zhengzhao.signing.status.ReferringToken;
import org.zhengzhao.signing.status.StatusList;
import org.zhengzhao.signing.status.StatusListReader;

/** Status lists: the array, and the tokens that carry it. The signatures are judged elsewhere. */
class StatusListFuzzTest {
    static Stream<byte[]> seeds() {
        Bytes array = StatusList.zeros(1, 4000).with(setter -> setter.set(5, 1)).compress();
        String claims = "{\"sub\":\"https://example.com/1\",\"iat\":1700000000,\"exp\":2000000000,\"ttl\":43200,"
                + "\"status_list\":{\"bits\":1,\"lst\":\"" + Base64Url.encode(array) + "\"}}";
        return Stream.of(
                array.toArray(),
                Seeds.octets(claims),
                Seeds.octets("{\"status\":{\"status_list\":{\"idx\":5,\"uri\":\"https://example.com/1\"}}}"),
                CborWriter.deterministic(new CborItem.Octets(array)).toArray());
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anyOctets_areAStatusListOrRefused(byte[] octets) {
        Bytes given = Bytes.of(octets);
        for (int bits : new int[] {1, 2, 3, 8}) {
            try {
                StatusList list = StatusList.decompress(bits, given);
                assertThat(list.find(0)).isNotNull();
                assertThat(list.find(-1)).isEmpty();
                assertThat(list.find(Long.MAX_VALUE)).isEmpty();
            } catch (MalformedStatusException malformed) {
                assertThat(malformed.reason()).isNotNull();
            }
        }
        jwt(octets);
        cwt(given);
        try {
            assertThat(ReferringToken.reference(given)).isNotNull();
        } catch (MalformedStatusException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
    }

    /** The octets are the claims of a token. */
    private static void jwt(byte[] claims) {
        String token = Base64Url.encode(Bytes.utf8("{\"alg\":\"ES256\",\"typ\":\"statuslist+jwt\"}")) + "."
                + Base64Url.encode(Bytes.of(claims)) + "."
                + Base64Url.encode(Bytes.of(new byte[64]));
        try {
            assertThat(StatusListReader.read(CompactJws.parse(token))).isNotNull();
            assertThat(ReferringToken.reference(Bytes.of(token.getBytes(StandardCharsets.US_ASCII))))
                    .isNotNull();
        } catch (MalformedStatusException | RejectedJoseException malformed) {
            assertThat(malformed).isNotNull();
        }
    }

    private static void cwt(Bytes token) {
        try {
            CoseMessage message = CoseMessage.parse(token, true);
            if (message.payload().isPresent()) {
                StatusListReader.read(
                        message, TokenClaims.parse(message.payload().get()));
            }
        } catch (MalformedStatusException | MalformedEnvelopeException malformed) {
            assertThat(malformed).isNotNull();
        }
    }
}

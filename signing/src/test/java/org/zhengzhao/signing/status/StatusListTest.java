package org.zhengzhao.signing.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborLimits;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.envelope.TokenTimes;
import org.zhengzhao.signing.status.MalformedStatusException.Reason;
import org.zhengzhao.signing.zlib.Zlib;

class StatusListTest {
    private static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void list_setAndPublished_isReadAsItWasSet(int bits) throws Exception {
        Random random = new Random(bits);
        int[] statuses = random.ints(1000, 0, 1 << bits).toArray();
        StatusList list = StatusList.zeros(bits, statuses.length).with(setter -> {
            for (int i = 0; i < statuses.length; i++) {
                setter.set(i, (1 << bits) - 1);
                setter.set(i, statuses[i]);
            }
        });
        StatusList read = StatusList.decompress(bits, list.compress());
        assertThat(read).isEqualTo(list);
        for (int i = 0; i < statuses.length; i++) {
            assertThat(read.find(i)).hasValue(statuses[i]);
        }
    }

    /** §4.1 of the draft: the first status stands in the lowest bits. */
    @Test
    void find_lowestBitsFirst() throws Exception {
        StatusList one = StatusList.decompress(1, Zlib.compress(new byte[] {(byte) 0b1000_0010, 1}));
        assertThat(one.size()).isEqualTo(16);
        assertThat(one.find(1)).hasValue(1);
        assertThat(one.find(7)).hasValue(1);
        assertThat(one.find(8)).hasValue(1);
        assertThat(one.find(0)).hasValue(0);
        StatusList two = StatusList.decompress(2, Zlib.compress(new byte[] {(byte) 0b1101_1000}));
        assertThat(two.find(0)).hasValue(0);
        assertThat(two.find(1)).hasValue(2);
        assertThat(two.find(3)).hasValue(3);
    }

    @Test
    void find_beyondTheEnd_isNothing() {
        StatusList list = StatusList.zeros(2, 4);
        assertThat(list.find(3)).hasValue(0);
        assertThat(list.find(4)).isEqualTo(OptionalInt.empty());
        assertThat(list.find(-1)).isEmpty();
        assertThat(list.find(Long.MAX_VALUE)).isEmpty();
        assertThatThrownBy(() -> list.with(setter -> setter.set(4, 0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> list.with(setter -> setter.set(0, 4))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void decompress_tooMuchOrBroken_isRefused() {
        Bytes bomb = Zlib.compress(new byte[StatusList.MAX_OCTETS + 1]);
        assertThat(bomb.length()).isLessThan(20_000);
        assertThat(refusal(1, bomb)).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal(3, Zlib.compress(new byte[1]))).isEqualTo(Reason.BITS);
        assertThat(refusal(1, Bytes.hex("00"))).isEqualTo(Reason.COMPRESSION);
        Bytes good = Zlib.compress(new byte[100]);
        assertThat(refusal(1, good.slice(0, good.length() - 1))).isEqualTo(Reason.COMPRESSION);
        assertThat(refusal(1, Bytes.hex(good.toHex() + "00"))).isEqualTo(Reason.COMPRESSION);
        assertThat(refusal(1, Bytes.hex(good.toHex() + good.toHex()))).isEqualTo(Reason.COMPRESSION);
    }

    @Test
    void decompress_tenMillionStatuses_isCheap() throws Exception {
        Random random = new Random(1);
        StatusList list = StatusList.zeros(2, 10_000_000).with(setter -> {
            for (int i = 0; i < 100_000; i++) {
                setter.set(random.nextInt(10_000_000), 1);
            }
        });
        Bytes published = list.compress();
        long start = System.nanoTime();
        StatusList read = StatusList.decompress(2, published);
        long sum = 0;
        for (int i = 0; i < 10_000_000; i++) {
            sum += read.find(i).getAsInt();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(
                "status list: 10^7 entries of 2 bits, %d octets published, expanded and all read in %d ms%n",
                published.length(), took.toMillis());
        assertThat(sum).isBetween(99_000L, 100_000L);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "{\"status\":{\"status_list\":{\"idx\":7,\"uri\":\"https://a.example/1\"}}} | 7",
                "{\"iss\":\"a\"} | NONE",
                "{\"status\":{\"other\":1}} | NONE",
                "{\"status\":1} | REFUSED",
                "{\"status\":{\"status_list\":[]}} | REFUSED",
                "{\"status\":{\"status_list\":{\"uri\":\"https://a.example/1\"}}} | REFUSED",
                "{\"status\":{\"status_list\":{\"idx\":\"7\",\"uri\":\"https://a.example/1\"}}} | REFUSED",
                "{\"status\":{\"status_list\":{\"idx\":-1,\"uri\":\"https://a.example/1\"}}} | REFUSED",
                "{\"status\":{\"status_list\":{\"idx\":7,\"uri\":\"\"}}} | REFUSED",
            })
    void reference_inJson_isReadOrRefused(String json, String expected) throws Exception {
        JsonValue.Members claims = StrictJson.readObject(Bytes.utf8(json).toArray(), 1000);
        String found;
        try {
            found = StatusReference.find(claims)
                    .map(reference -> Long.toString(reference.index()))
                    .orElse("NONE");
        } catch (MalformedStatusException refused) {
            assertThat(refused.reason()).isEqualTo(Reason.REFERENCE);
            found = "REFUSED";
        }
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "a119ffffa16b7374617475735f6c697374a263696478006375726964613a2f62,0",
        "a10100,NONE",
        "a119ffff00,REFUSED",
        "a119ffffa16b7374617475735f6c697374a263696478206375726964613a2f62,REFUSED",
        "a119ffffa16b7374617475735f6c697374a2636964781bffffffffffffffff6375726964613a2f62,REFUSED",
        "a119ffffa16b7374617475735f6c697374a26369647800637572696175,REFUSED",
        "a119ffffa16b7374617475735f6c697374a2636964780063757269446 13a2f62,REFUSED",
        "a119ffffa16b7374617475735f6c697374a2636964780063757269 64613a0a62,REFUSED"
    })
    void reference_inCbor_isReadOrRefused(String hex, String expected) throws Exception {
        CborItem.Pairs claims = CborReader.read(Bytes.hex(hex.replace(" ", "")), CborLimits.DEFAULT)
                .item()
                .asPairs()
                .orElseThrow();
        String found;
        try {
            found = StatusReference.find(claims)
                    .map(reference -> Long.toString(reference.index()))
                    .orElse("NONE");
        } catch (MalformedStatusException refused) {
            found = "REFUSED";
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void lookup_tellsWhatTheListSaysAndWhenItSaysNothing() {
        StatusListToken token = new StatusListToken(
                StatusListToken.Form.CWT,
                "https://a.example/1",
                new TokenTimes(Optional.of(ISSUED), Optional.empty(), Optional.of(ISSUED.plusSeconds(86_400))),
                Optional.of(Duration.ofHours(12)),
                StatusList.zeros(2, 8).with(setter -> setter.set(5, 2)));
        StatusReference reference = new StatusReference(5, "https://a.example/1");

        assertThat(at(token, reference, 60)).isEqualTo(new StatusLookup.Found(2, true));
        assertThat(at(token, reference, 50_000)).isEqualTo(new StatusLookup.Found(2, false));
        assertThat(at(token, new StatusReference(8, "https://a.example/1"), 60))
                .isEqualTo(new StatusLookup.BeyondTheEnd());
        assertThat(at(token, new StatusReference(5, "https://a.example/2"), 60))
                .isEqualTo(new StatusLookup.AnotherList());
        assertThat(at(token, reference, 90_000)).isEqualTo(new StatusLookup.NotInForce(TokenTimes.Finding.EXPIRED));
        assertThat(at(token, reference, -300))
                .isEqualTo(new StatusLookup.NotInForce(TokenTimes.Finding.ISSUED_IN_THE_FUTURE));
    }

    @Test
    void value_ofEveryNumber_isNeverValidByAccident() {
        for (int status = 1; status < 256; status++) {
            assertThat(StatusValue.of(status)).isNotEqualTo(StatusValue.VALID);
        }
        assertThat(StatusValue.of(0)).isEqualTo(StatusValue.VALID);
    }

    private static StatusLookup at(StatusListToken token, StatusReference reference, long seconds) {
        return StatusLookup.of(token, reference, ISSUED.plusSeconds(seconds), TOLERANCE);
    }

    private static Reason refusal(int bits, Bytes compressed) {
        return catchThrowableOfType(MalformedStatusException.class, () -> StatusList.decompress(bits, compressed))
                .reason();
    }
}

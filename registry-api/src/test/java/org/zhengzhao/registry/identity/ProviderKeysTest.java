package org.zhengzhao.registry.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.registry.platform.problem.StartRefusedException;
import org.zhengzhao.registry.testing.TestProvider;

/** The keys of the provider: changed, taken back, gone, and asked for no more often than the settings say. */
class ProviderKeysTest {
    private static final PublicJsonWebKey FIRST = TestProvider.ec("first");
    private static final PublicJsonWebKey SECOND = TestProvider.ec("second");

    private final TestProvider server = TestProvider.start();
    private final TurnedClock clock = new TurnedClock();
    private final PeopleConfig config = config(Map.of("zhengzhao.people.issuer", server.address()));
    private final OpenIdProvider provider =
            new PeopleProvider(config).provider().orElseThrow();
    private final ProviderKeys keys = new ProviderKeys(config, new ObjectMapper(), clock);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void find_keyIsKept_providerIsNotAskedAgain() {
        server.publish(List.of(FIRST));
        for (int i = 0; i < 10; i++) {
            assertThat(found("first")).containsExactly("first");
        }
        assertThat(server.asked()).isEqualTo(1);
    }

    @Test
    void find_rotatedWhileKept_newKeyIsFoundAfterThePause() {
        server.publish(List.of(FIRST));
        assertThat(found("first")).containsExactly("first");
        server.publish(List.of(FIRST, SECOND));
        assertThat(found("second")).as("within the pause").containsExactly("first");
        clock.turn(Duration.ofSeconds(31));
        assertThat(found("second")).containsExactly("first", "second");
        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void find_keyTakenBack_isForgottenWhenTheOthersAreRenewed() {
        server.publish(List.of(FIRST, SECOND));
        assertThat(found("first")).containsExactly("first", "second");
        server.publish(List.of(SECOND));
        clock.turn(Duration.ofMinutes(11));
        found("first");
        awaitAsked(2);
        assertThat(found("first")).containsExactly("second");
    }

    @Test
    void find_unknownKeysAgainAndAgain_providerIsAskedOnceAPause() throws Exception {
        server.publish(List.of(FIRST));
        assertThat(found("first")).containsExactly("first");
        clock.turn(Duration.ofSeconds(31));
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> all = IntStream.range(0, 200)
                    .mapToObj(number -> many.submit(() -> found("unknown-" + number)))
                    .toList();
            for (Future<List<String>> each : all) {
                assertThat(each.get()).containsExactly("first");
            }
        }
        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void find_providerGone_keptKeysCountForAWhileOnly() {
        server.publish(List.of(FIRST));
        assertThat(found("first")).containsExactly("first");
        server.answerWith(500);
        clock.turn(Duration.ofHours(23));
        assertThat(found("first")).containsExactly("first");
        clock.turn(Duration.ofHours(2));
        assertThat(find("first")).isEmpty();
        server.answerWith(200);
        clock.turn(Duration.ofSeconds(31));
        assertThat(found("first")).containsExactly("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "{}", "{\"keys\":7}", "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"x\"}]}"})
    void find_brokenKeySet_keepsWhatThereWas(String broken) {
        server.publish(List.of(FIRST));
        assertThat(found("first")).containsExactly("first");
        server.publish(broken);
        clock.turn(Duration.ofMinutes(1));
        assertThat(found("second")).isSubsetOf("first");
        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void find_hugeKeySet_isNotRead() {
        server.publish("{\"keys\":[]," + "\"padding\":\"" + "x".repeat(300_000) + "\"}");
        assertThat(find("first")).isEmpty();
    }

    @Test
    void find_discoveryOfAnotherIssuer_isNotBelieved() {
        server.publish(List.of(FIRST));
        server.claimToBe("https://elsewhere.example");
        assertThat(find("first")).isEmpty();
        assertThat(server.asked()).isZero();
    }

    @Test
    void find_weakAndSymmetricKeys_areNone() {
        server.publish("{\"keys\":[" + TestProvider.rsa("weak", 1024).toJson()
                + ",{\"kty\":\"oct\",\"kid\":\"shared\",\"k\":\"" + "A".repeat(43) + "\"}," + FIRST.toJson() + "]}");
        assertThat(found("first")).containsExactly("first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example/realms/city",
                "ftp://login.example/",
                "https://user@login.example/",
                "login.example",
                "http://127.0.0.1.example/"
            })
    void provider_overAnOpenLine_doesNotStart(String issuer) {
        assertThatThrownBy(() -> new PeopleProvider(config(Map.of("zhengzhao.people.issuer", issuer))))
                .isInstanceOf(StartRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zhengzhao.people.audience", "zhengzhao.people.authorized-parties"})
    void provider_halfConfigured_doesNotStart(String missing) {
        assertThatThrownBy(() -> new PeopleProvider(
                        config(Map.of("zhengzhao.people.issuer", "https://login.example/realms/city", missing, ""))))
                .isInstanceOf(StartRefusedException.class);
    }

    @Test
    void provider_none_isNone() {
        assertThat(new PeopleProvider(config(Map.of())).provider()).isEmpty();
    }

    private static PeopleConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "zhengzhao.people.audience", "registry",
                "zhengzhao.people.authorized-parties", "desk"));
        all.putAll(settings);
        return new SmallRyeConfigBuilder()
                .withMapping(PeopleConfig.class)
                .withDefaultValues(all)
                .build()
                .getConfigMapping(PeopleConfig.class);
    }

    private Optional<List<String>> find(String keyId) {
        return keys.find(provider, keyId)
                .await()
                .atMost(Duration.ofSeconds(60))
                .map(all -> all.stream().map(PublicJsonWebKey::getKeyId).toList());
    }

    private List<String> found(String keyId) {
        return find(keyId).orElseThrow();
    }

    private void awaitAsked(int times) {
        Instant end = Instant.now().plusSeconds(60);
        while (server.asked() < times || !found("first").equals(List.of("second"))) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }

    private static final class TurnedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-28T08:00:00Z");

        void turn(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

package org.zhengzhao.product.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.zhengzhao.product.RunningProduct;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.bundle.BundleException;
import org.zhengzhao.signing.bundle.BundleReader;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.TokenClaims;
import org.zhengzhao.signing.envelope.TypedMessage;
import org.zhengzhao.signing.status.MalformedStatusException;
import org.zhengzhao.signing.status.StatusList;
import org.zhengzhao.signing.status.StatusListReader;

/** What the registry publishes, compared with its record; and the numbers of its bundles over a whole run. */
final class Published {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What is promised to inspectors, whatever the load of the machine that tests. */
    private static final Duration PROMISED = Duration.ofSeconds(60);

    private final BundleReader reader = new BundleReader(new BouncyCastleProvider());
    private final TreeMap<Long, Bytes> bundles = new TreeMap<>();

    /** Waits until lists and bundle say what the record says, exactly; how long each took. */
    List<Duration> await(RunningProduct product, List<Records.Held> held) throws Exception {
        Duration lists = await(product, held, this::lists);
        return List.of(lists, await(product, held, this::ofBundle));
    }

    private interface Source {
        /** Status lists by the last part of their name. */
        Map<String, StatusList> fetch(RunningProduct product) throws Exception;
    }

    private Duration await(RunningProduct product, List<Records.Held> held, Source source) throws Exception {
        long began = System.nanoTime();
        while (true) {
            Map<String, StatusList> lists = source.fetch(product);
            Map<String, Integer> wrong = wrong(held, lists);
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            if (wrong.isEmpty()) {
                requireNothingElse(held, lists);
                return waited;
            }
            assertThat(waited)
                    .as("published otherwise than on record: " + wrong)
                    .isLessThan(PROMISED);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static Map<String, Integer> wrong(List<Records.Held> held, Map<String, StatusList> lists) {
        Map<String, Integer> wrong = new HashMap<>();
        for (Records.Held license : held) {
            StatusList list = lists.get(license.list());
            int listed = list == null ? -1 : list.find(license.index()).orElse(-1);
            if (listed != license.listed()) {
                wrong.put(license.identifier() + " " + license.acts(), listed);
            }
        }
        return wrong;
    }

    private static void requireNothingElse(List<Records.Held> held, Map<String, StatusList> lists) {
        Map<String, Set<Integer>> places = new HashMap<>();
        for (Records.Held license : held) {
            if (license.listed() != 0) {
                assertThat(places.computeIfAbsent(license.list(), list -> new HashSet<>())
                                .add(license.index()))
                        .as("a place of two licenses")
                        .isTrue();
            }
        }
        lists.forEach((name, list) -> {
            long set = 0;
            for (long i = 0; i < list.size(); i++) {
                set += list.find(i).orElseThrow() == 0 ? 0 : 1;
            }
            assertThat(set)
                    .as("places of " + name + " that are not valid")
                    .isEqualTo(places.getOrDefault(name, Set.of()).size());
        });
    }

    private Map<String, StatusList> lists(RunningProduct product) throws Exception {
        JsonNode all =
                JSON.readTree(product.send(product.request("/v1/status-lists")).body());
        Map<String, StatusList> lists = new HashMap<>();
        for (JsonNode list : all.get("lists")) {
            HttpResponse<byte[]> token = product.send(
                    product.request(list.get("link").asText()).header("Accept", "application/statuslist+cwt"));
            assertThat(token.statusCode()).isEqualTo(200);
            lists.put(list.get("id").asText(), list(Bytes.of(token.body())));
        }
        return lists;
    }

    private Map<String, StatusList> ofBundle(RunningProduct product) throws Exception {
        Map<String, StatusList> lists = new HashMap<>();
        for (Map.Entry<String, Bytes> token : bundle(product).statusLists().entrySet()) {
            lists.put(token.getKey().replaceAll(".*[:/]", ""), list(token.getValue()));
        }
        return lists;
    }

    private static StatusList list(Bytes token) throws MalformedEnvelopeException, MalformedStatusException {
        TypedMessage message = TypedMessage.parse(token);
        return StatusListReader.read(message.message(), TokenClaims.parse(message.payload()))
                .list();
    }

    /** Fetches the bundle. Its number never goes back, and no number ever stands for two bundles. */
    OfflineBundle bundle(RunningProduct product) throws IOException, BundleException {
        HttpResponse<byte[]> answer = product.send(product.request("/v1/offline-bundle"));
        assertThat(answer.statusCode()).as(RunningProduct.text(answer)).isEqualTo(200);
        OfflineBundle bundle = reader.read(Bytes.of(answer.body()));
        long sequence = bundle.terms().sequence();
        Bytes digest = Sha256.of(Bytes.of(answer.body()));
        Bytes known = bundles.getOrDefault(sequence, digest);
        assertThat(known).as("bundle " + sequence).isEqualTo(digest);
        assertThat(bundles.isEmpty() ? sequence : bundles.lastKey())
                .as("a bundle older than one that was there")
                .isLessThanOrEqualTo(sequence);
        bundles.put(sequence, digest);
        return bundle;
    }

    int bundles() {
        return bundles.size();
    }
}

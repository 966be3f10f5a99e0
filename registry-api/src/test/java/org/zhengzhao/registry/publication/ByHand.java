package org.zhengzhao.registry.publication;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nothing is published unless the test does it. */
public class ByHand implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("zhengzhao.publication.every", "PT24H", "zhengzhao.offline-bundle.every", "PT0S");
    }
}

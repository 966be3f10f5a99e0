package org.zhengzhao.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What tests in other packages need of the API of the samples. */
public final class SampleCalls {
    private SampleCalls() {}

    /** The identifier of a license that was issued just now. */
    public static String issued() {
        return Api.issued("market-bureau", Api.FOOD);
    }

    /** Bodies that are accepted, by operation. */
    public static Map<String, JsonNode> bodies() throws IOException {
        ObjectMapper json = new ObjectMapper();
        return Map.of(
                "issueLicense", json.readTree(Api.order(Api.FOOD)),
                "actOnLicense", json.readTree(LifecycleApi.act("SUSPEND", "PRECAUTION")),
                "openCase", json.readTree("{\"matter\":\"000131015000\",\"caseNumber\":\"FUZZ-1\"}"),
                "registerMatter",
                        json.readTree(
                                "{\"department\":\"11110000MBFAKE1353\",\"code\":\"fuzz\",\"name\":{\"zh-CN\":\"事项\",\"en\":\"Matter\"}}"),
                "registerRegion",
                        json.readTree(
                                "{\"code\":\"130100\",\"parent\":\"130000\",\"name\":{\"zh-CN\":\"市\",\"en\":\"City\"}}"),
                "giveGrant",
                        json.readTree("{\"department\":\"11110000MBFAKE1353\",\"matter\":\"000131015000\",\"type\":\""
                                + TestDepartment.type(Api.FOOD)
                                + "\",\"legalBasis\":\"Article 7 (fictional)\",\"fields\":[\"/number\"]}"));
    }

    /** A token of the sample commerce bureau with one role. */
    public static String tokenOf(String role, Instant expires) throws Exception {
        return Api.tokenOf("commerce-bureau", expires, List.of(role));
    }
}

package org.zhengzhao.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;

/** Orders for food business permits: the sample, each with a number of its own. All holders are fictional. */
final class Orders {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    /** Area, and the beginning of an organisation code that says what it is. */
    private static final String STEM = "91110000MAFAKE";

    private final SampleType type = SampleTypes.find("food-business-permit").orElseThrow();
    private final AtomicInteger numbers = new AtomicInteger();

    SampleType type() {
        return type;
    }

    String typeCode() {
        return type.type().code().value();
    }

    String next(HolderCode holder) {
        Map<String, JsonValue> order = new LinkedHashMap<>(type.license().values());
        order.put("number", new JsonValue.Text("BENCH" + numbers.incrementAndGet()));
        Map<String, JsonValue> named = new LinkedHashMap<>();
        named.put("name", new JsonValue.Text("示例餐饮有限公司"));
        named.put("codeType", new JsonValue.Text(holder.type().code()));
        named.put("code", new JsonValue.Text(holder.value()));
        order.put("holders", new JsonValue.Items(List.of(new JsonValue.Members(named))));
        return CanonicalJson.text(new JsonValue.Members(order));
    }

    /** Fictional companies, all different. */
    static List<HolderCode> holders(int count) {
        return IntStream.range(0, count).mapToObj(Orders::holder).toList();
    }

    private static HolderCode holder(int index) {
        int letters = ALPHABET.length();
        String stem = STEM
                + ALPHABET.charAt(index / letters / letters % letters)
                + ALPHABET.charAt(index / letters % letters)
                + ALPHABET.charAt(index % letters);
        return ALPHABET.chars()
                .mapToObj(check -> stem + (char) check)
                .flatMap(code -> company(code).stream())
                .findFirst()
                .orElseThrow();
    }

    private static Optional<HolderCode> company(String code) {
        try {
            return Optional.of(HolderCode.parse(HolderCodeType.parse("001"), code));
        } catch (MalformedCodeException wrongCheckCharacter) {
            return Optional.empty();
        }
    }
}

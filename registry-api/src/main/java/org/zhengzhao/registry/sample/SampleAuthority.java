package org.zhengzhao.registry.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.Client;
import org.zhengzhao.registry.identity.Person;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.requirement.RequirementKind;
import org.zhengzhao.registry.requirement.RequirementOrder;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.text.Bilingual;

/**
 * A fictional authority with its systems.
 *
 * @param issues slugs of the sample types that it issues
 * @param matters for which it asks
 */
record SampleAuthority(
        String code,
        Map<String, String> name,
        List<String> issues,
        List<SampleMatter> matters,
        List<SampleClient> clients) {
    private static final String RESOURCE = "/org/zhengzhao/registry/sample/authorities.json";

    /**
     * @param person staff number of the person whose account it is; none for a system
     */
    record SampleClient(
            String id,
            Map<String, String> name,
            Set<Role> roles,
            @Nullable String person) {
        Client client(Uscc authority) {
            return new Client(
                    id,
                    authority,
                    bilingualName(),
                    roles,
                    Optional.ofNullable(person).map(Person::new));
        }

        Bilingual bilingualName() {
            return bilingual(name);
        }
    }

    record SampleMatter(
            String code, Map<String, String> name, @Nullable List<SampleRequirement> requirements) {
        List<RequirementOrder> orders() {
            return requirements == null
                    ? List.of()
                    : requirements.stream().map(SampleRequirement::order).toList();
        }

        Bilingual bilingualName() {
            return bilingual(name);
        }
    }

    /**
     * What a matter requires.
     *
     * @param type slug of a sample type
     */
    record SampleRequirement(
            String code, Map<String, String> title, String type, RequirementKind kind, String condition) {
        RequirementOrder order() {
            return new RequirementOrder(
                    code,
                    bilingual(title),
                    SampleTypes.find(type).orElseThrow().type().code(),
                    kind,
                    condition);
        }
    }

    /**
     * A grant of the whole license.
     *
     * @param type slug of a sample type
     */
    record SampleGrant(String department, String matter, String type, String legalBasis) {}

    /** All that the file has. */
    record Listing(List<SampleAuthority> authorities, List<SampleGrant> grants) {}

    Bilingual bilingualName() {
        return bilingual(name);
    }

    static List<SampleAuthority> all(ObjectMapper json) {
        return listing(json).authorities();
    }

    static Listing listing(ObjectMapper json) {
        try (InputStream in = Objects.requireNonNull(SampleAuthority.class.getResourceAsStream(RESOURCE))) {
            return json.readValue(in, Listing.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("the sample authorities cannot be read", broken);
        }
    }

    private static Bilingual bilingual(Map<String, String> texts) {
        return new Bilingual(texts.getOrDefault("zh-CN", ""), texts.getOrDefault("en", ""));
    }
}

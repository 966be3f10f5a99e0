package org.zhengzhao.registry.identity;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;

/** Reads the registration of a client and collects every error before it refuses. */
final class ClientOrder {
    private static final Pattern CLIENT_ID = Pattern.compile("[a-z][a-z0-9-]{1,62}[a-z0-9]");

    private ClientOrder() {}

    /** A client and how it is to prove who it is. */
    record Order(Client client, ClientProof proof) {}

    static Order read(byte[] octets) {
        BodyReader body = BodyReader.of(
                octets, "clientId", "authority", "name", "roles", "person", "region", "types", "authentication");
        String clientId = clientId(body);
        Optional<Uscc> authority = body.uscc("authority");
        Bilingual name = body.name("name");
        Set<Role> roles = roles(body);
        Optional<Person> person = person(body);
        ClientProof proof = ClientProofReader.optional(body);
        Assignment assignment = AssignmentReader.read(body);
        body.refuse();
        return new Order(new Client(clientId, authority.orElseThrow(), name, roles, person, assignment), proof);
    }

    private static String clientId(BodyReader body) {
        String clientId = text(body, "clientId").orElse("");
        if (!CLIENT_ID.matcher(clientId).matches()) {
            body.error(
                    "clientId",
                    "WRONG_VALUE",
                    "应为 3 至 64 个小写字母、数字或连字符。",
                    "Should be 3 to 64 lower-case letters, digits or hyphens.");
        }
        return clientId;
    }

    private static Set<Role> roles(BodyReader body) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : body.texts("roles", Role.values().length)) {
            Optional<Role> role = Role.find(name);
            if (role.isEmpty()) {
                body.error("roles", "WRONG_VALUE", "有未知的角色。", "There is an unknown role.");
            }
            role.ifPresent(roles::add);
        }
        return roles;
    }

    private static Optional<Person> person(BodyReader body) {
        if (body.find("person").isEmpty()) {
            return Optional.empty();
        }
        Optional<Person> person = text(body, "person").flatMap(Person::parse);
        if (person.isEmpty()) {
            body.error(
                    "person",
                    "WRONG_VALUE",
                    "应为工号：1 至 64 个字母、数字、点、下划线或连字符。",
                    "Should be a staff number: 1 to 64 letters, digits, dots, underscores or hyphens.");
        }
        return person;
    }

    private static Optional<String> text(BodyReader body, String name) {
        return body.find(name).orElse(null) instanceof JsonValue.Text text
                ? Optional.of(text.value())
                : Optional.empty();
    }
}

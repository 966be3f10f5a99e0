package org.zhengzhao.registry.ceremony;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhengzhao.registry.platform.http.JsonBodies;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.trust.ImportedPath;
import org.zhengzhao.registry.trust.KeyCeremony.Participants;
import org.zhengzhao.registry.trust.KeyPlace;
import org.zhengzhao.registry.trust.KeyPurpose;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.PlainText;
import org.zhengzhao.signing.key.Suite;

/** Reads what an operator sends about a key, and collects every error before it refuses. One reads one body. */
final class CeremonyBody {
    private static final int MAX_BODY = ImportedPath.MAX_OCTETS + 8192;
    private static final int MAX_NAME = 128;
    private static final int MAX_NOTE = 2000;
    private static final int MAX_WITNESSES = 20;

    private final JsonValue.Members body;
    private final List<ProblemError> errors = new ArrayList<>();

    private CeremonyBody(JsonValue.Members body) {
        this.body = body;
    }

    static KeyOrder order(byte[] octets) {
        CeremonyBody reader = read(octets, Set.of("purpose", "authority", "suite", "place", "ceremony"));
        Optional<KeyPurpose> purpose = reader.choice("purpose", KeyPurpose.values(), KeyPurpose.SEALING);
        Optional<Suite> suite = reader.choice("suite", Suite.values(), Suite.ES256);
        if (purpose.isPresent() && suite.isPresent() && !purpose.get().takes(suite.get())) {
            reader.error("/suite", "WRONG_VALUE", "此用途的密钥不能用 SM2。", "Keys for this purpose are not of SM2.");
        }
        Optional<KeyPlace> place = reader.choice("place", KeyPlace.values(), KeyPlace.PKCS12);
        Optional<Uscc> authority = reader.authority(purpose.orElse(KeyPurpose.SEALING));
        Participants participants = reader.participants();
        reader.refuse();
        return new KeyOrder(purpose.orElseThrow(), authority, suite.orElseThrow(), place.orElseThrow(), participants);
    }

    static Participants ceremony(byte[] octets) {
        CeremonyBody reader = read(octets, Set.of("ceremony"));
        Participants participants = reader.participants();
        reader.refuse();
        return participants;
    }

    /** @param since from when on somebody else may have had the key, where the operator knows */
    record Compromise(Optional<Instant> since, Participants participants) {}

    static Compromise compromise(byte[] octets, Instant now) {
        CeremonyBody reader = read(octets, Set.of("ceremony", "since"));
        Optional<Instant> since = Optional.empty();
        if (reader.body.find("since").isPresent()) {
            since = reader.body.findText("since").flatMap(CeremonyBody::instant);
            if (since.filter(moment -> !moment.isAfter(now)).isEmpty()) {
                reader.error(
                        "/since",
                        "WRONG_VALUE",
                        "应为不晚于当前的 UTC 时间，例如 2026-11-28T08:00:00Z。",
                        "Should be a time in UTC that is not in the future, such as 2026-11-28T08:00:00Z.");
            }
        }
        Participants participants = reader.participants();
        reader.refuse();
        return new Compromise(since, participants);
    }

    private static Optional<Instant> instant(String text) {
        try {
            // Before there were any keys; a database has no room for years without end.
            return Optional.of(Instant.parse(text)).filter(Instant.EPOCH::isBefore);
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    record Import(String certificates, Participants participants) {}

    static Import imported(byte[] octets) {
        CeremonyBody reader = read(octets, Set.of("certificates", "ceremony"));
        String certificates = reader.body.findText("certificates").orElse("");
        if (certificates.isBlank()) {
            reader.error("/certificates", "REQUIRED", "请填写 PEM 证书链。", "Give the chain in PEM.");
        }
        Participants participants = reader.participants();
        reader.refuse();
        return new Import(certificates, participants);
    }

    private static CeremonyBody read(byte[] octets, Set<String> members) {
        CeremonyBody reader = new CeremonyBody(JsonBodies.readObject(octets, MAX_BODY));
        reader.unknown(reader.body, members, "");
        return reader;
    }

    private <E extends Enum<E>> Optional<E> choice(String name, E[] values, E otherwise) {
        Optional<JsonValue> given = body.find(name);
        if (given.isEmpty()) {
            return Optional.of(otherwise);
        }
        Optional<E> found = body.findText(name)
                .flatMap(text -> Arrays.stream(values)
                        .filter(value -> value.name().equals(text))
                        .findFirst());
        if (found.isEmpty()) {
            String all = Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "));
            error("/" + name, "WRONG_VALUE", "应为下列之一：" + all, "Should be one of: " + all);
        }
        return found;
    }

    private Optional<Uscc> authority(KeyPurpose purpose) {
        Optional<String> text = body.findText("authority");
        if (!purpose.ofAuthority()) {
            if (body.find("authority").isPresent()) {
                error(
                        "/authority",
                        "UNKNOWN_MEMBER",
                        "此用途的密钥不属于任何机构。",
                        "A key for this purpose belongs to no authority.");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(Uscc.parse(text.orElse("")));
        } catch (MalformedCodeException malformed) {
            error(
                    "/authority",
                    text.isEmpty() ? "REQUIRED" : "WRONG_VALUE",
                    "请填写机构的统一社会信用代码。",
                    "Give the authority's unified social credit code.");
            return Optional.empty();
        }
    }

    private Participants participants() {
        if (!(body.find("ceremony").orElse(null) instanceof JsonValue.Members ceremony)) {
            error("/ceremony", "REQUIRED", "请填写 conductedBy、witnesses、note。", "Give conductedBy, witnesses and note.");
            return Participants.none("");
        }
        unknown(ceremony, Set.of("conductedBy", "witnesses", "note"), "/ceremony");
        String conductedBy = ceremony.findText("conductedBy").orElse("");
        name(conductedBy, "/ceremony/conductedBy");
        List<String> witnesses = new ArrayList<>();
        if (ceremony.find("witnesses").orElse(null) instanceof JsonValue.Items items
                && items.values().size() <= MAX_WITNESSES) {
            for (int i = 0; i < items.values().size(); i++) {
                String witness = items.values().get(i) instanceof JsonValue.Text text ? text.value() : "";
                name(witness, JsonPointers.item("/ceremony/witnesses", i));
                witnesses.add(witness);
            }
        } else if (ceremony.find("witnesses").isPresent()) {
            error("/ceremony/witnesses", "WRONG_VALUE", "应为最多 20 个姓名。", "Should be at most 20 names.");
        }
        String note = ceremony.findText("note").orElse("");
        if (note.length() > MAX_NOTE || !PlainText.isLines(note)) {
            error("/ceremony/note", "WRONG_VALUE", "最多 2000 字。", "At most 2000 characters.");
        }
        return new Participants(conductedBy, witnesses, note);
    }

    private void name(String name, String pointer) {
        if (name.isBlank() || name.length() > MAX_NAME || name.indexOf('\n') >= 0 || !PlainText.isLines(name)) {
            error(pointer, "WRONG_VALUE", "请填写姓名，最多 128 字。", "Give a name, at most 128 characters.");
        }
    }

    private void unknown(JsonValue.Members given, Set<String> known, String base) {
        given.values().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name ->
                        error(JsonPointers.member(base, name), "UNKNOWN_MEMBER", "未知成员。", "An unknown member."));
    }

    private void error(String pointer, String code, String chinese, String english) {
        errors.add(new ProblemError(pointer, code, new Bilingual(chinese, english)));
    }

    private void refuse() {
        if (!errors.isEmpty()) {
            throw new RegistryException(
                    ProblemType.VALIDATION_FAILED,
                    new Bilingual("请按 errors 逐项更正；没有写入任何内容。", "Correct each of errors. Nothing was written."),
                    errors);
        }
    }
}

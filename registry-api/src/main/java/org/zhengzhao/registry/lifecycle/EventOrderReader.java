package org.zhengzhao.registry.lifecycle;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.Decision;
import org.zhengzhao.schema.lifecycle.ReasonCode;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.PlainText;

/** Reads acts and decisions, and collects every error before it refuses. One reader reads one body. */
public final class EventOrderReader {
    private static final int MAX_NAME = 128;
    private static final int MAX_REASON = 2000;
    private static final Set<String> DECISION = Set.of("decidedBy", "documentNumber", "reasonCode", "reason");

    private final List<ProblemError> errors = new ArrayList<>();

    /** Every error so far. */
    public List<ProblemError> errors() {
        return List.copyOf(errors);
    }

    /** An act that stands for itself: neither the issue, nor a next version, nor a correction. */
    EventOrder event(JsonValue.Members body) {
        Optional<EventOrder> order = event(body, "");
        refuse();
        return order.orElseThrow();
    }

    CorrectionOrder correction(JsonValue.Members body) {
        unknownMembers(body, Set.of("corrects", "decision", "replacement"), "");
        Optional<UUID> corrects = identifier(body);
        Optional<Decision> decision = decision(body, "", Act.CORRECT);
        Optional<EventOrder> replacement = Optional.empty();
        if (body.find("replacement").orElse(null) instanceof JsonValue.Members members) {
            replacement = event(members, "/replacement");
        } else if (body.find("replacement").isPresent()) {
            error("/replacement", "TYPE", "应为对象。", "Should be an object.");
        }
        refuse();
        return new CorrectionOrder(corrects.orElseThrow(), decision.orElseThrow(), replacement);
    }

    private Optional<EventOrder> event(JsonValue.Members body, String pointer) {
        unknownMembers(body, Set.of("act", "effectiveAt", "decision"), pointer);
        Optional<Act> act = choice(body, "act", pointer, Act.values(), EventOrderReader::standsForItself);
        Optional<Instant> effectiveAt = instant(body, "effectiveAt", pointer);
        return act.flatMap(
                known -> decision(body, pointer, known).map(decision -> new EventOrder(known, effectiveAt, decision)));
    }

    private static boolean standsForItself(Act act) {
        return act != Act.ISSUE && act != Act.CORRECT && !act.supersedes();
    }

    /** The evidence of an act. Empty where there is an error in it. */
    public Optional<Decision> decision(JsonValue.Members body, String base, Act act) {
        String pointer = base + "/decision";
        if (!(body.find("decision").orElse(null) instanceof JsonValue.Members decision)) {
            error(
                    pointer,
                    "REQUIRED",
                    "请填写 decidedBy、documentNumber、reasonCode。",
                    "Give decidedBy, documentNumber and reasonCode.");
            return Optional.empty();
        }
        unknownMembers(decision, DECISION, pointer);
        String decidedBy = line(decision, "decidedBy", pointer);
        String documentNumber = line(decision, "documentNumber", pointer);
        Optional<ReasonCode> code =
                choice(decision, "reasonCode", pointer, ReasonCode.values(), known -> known.fits(act));
        Optional<String> reason = reason(decision, pointer, code);
        return code.filter(known -> errors.isEmpty())
                .map(known -> new Decision(decidedBy, documentNumber, known, reason));
    }

    private String line(JsonValue.Members members, String name, String pointer) {
        String text = members.findText(name).orElse("");
        if (text.isBlank() || text.length() > MAX_NAME || text.indexOf('\n') >= 0 || !PlainText.isLines(text)) {
            error(
                    JsonPointers.member(pointer, name),
                    text.isBlank() ? "REQUIRED" : "WRONG_VALUE",
                    "请填写，最多 128 字，一行。",
                    "Give one line of at most 128 characters.");
        }
        return text;
    }

    private Optional<String> reason(JsonValue.Members decision, String pointer, Optional<ReasonCode> code) {
        Optional<String> reason = decision.findText("reason");
        boolean needed = code.filter(ReasonCode.OTHER::equals).isPresent();
        if (decision.find("reason").isEmpty()) {
            if (needed) {
                error(pointer + "/reason", "REQUIRED", "请用文字说明原因。", "Give the reason in words.");
            }
        } else if (reason.isEmpty()
                || reason.get().isBlank()
                || reason.get().length() > MAX_REASON
                || !PlainText.isLines(reason.get())) {
            error(
                    pointer + "/reason",
                    "WRONG_VALUE",
                    "应为最多 2000 字的文字。",
                    "Should be a text of at most 2000 characters.");
        }
        return reason;
    }

    /** One of the names of an enumeration that may be used here. */
    public <E extends Enum<E>> Optional<E> choice(
            JsonValue.Members members, String name, String pointer, E[] values, Predicate<E> usable) {
        Optional<E> found = members.findText(name)
                .flatMap(text -> Arrays.stream(values)
                        .filter(value -> value.name().equals(text))
                        .filter(usable)
                        .findFirst());
        if (found.isEmpty()) {
            String all = Arrays.stream(values).filter(usable).map(Enum::name).collect(Collectors.joining(", "));
            error(
                    JsonPointers.member(pointer, name),
                    members.find(name).isEmpty() ? "REQUIRED" : "WRONG_VALUE",
                    "应为下列之一：" + all,
                    "Should be one of: " + all);
        }
        return found;
    }

    private Optional<UUID> identifier(JsonValue.Members body) {
        String text = body.findText("corrects").orElse("");
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return Optional.of(id);
            }
        } catch (IllegalArgumentException notOne) {
            // falls through to the error below
        }
        error(
                "/corrects",
                text.isEmpty() ? "REQUIRED" : "WRONG_VALUE",
                "请填写历史中事件的 id。",
                "Give the id of an event in the history.");
        return Optional.empty();
    }

    /** To the millisecond. What the bounds are depends on the license. */
    private Optional<Instant> instant(JsonValue.Members body, String name, String pointer) {
        if (body.find(name).isEmpty()) {
            return Optional.empty();
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(body.findText(name).orElse(""));
            if (time.getYear() >= 1900 && time.getYear() <= 2999) {
                return Optional.of(time.toInstant().truncatedTo(ChronoUnit.MILLIS));
            }
        } catch (DateTimeException notATime) {
            // falls through to the error below
        }
        error(
                JsonPointers.member(pointer, name),
                "FORMAT",
                "应为时间，例如 2026-11-01T08:00:00Z。",
                "Should be a time such as 2026-11-01T08:00:00Z.");
        return Optional.empty();
    }

    /** Names every member that is not known. */
    public void unknownMembers(JsonValue.Members object, Set<String> known, String pointer) {
        for (String name : object.values().keySet()) {
            if (!known.contains(name)) {
                error(JsonPointers.member(pointer, name), "UNKNOWN_MEMBER", "没有此成员。", "There is no such member.");
            }
        }
    }

    public void error(String pointer, String code, String chinese, String english) {
        errors.add(new ProblemError(pointer, code, new Bilingual(chinese, english)));
    }

    /** Refuses where there were errors. */
    public void refuse() {
        if (!errors.isEmpty()) {
            throw new RegistryException(
                    ProblemType.VALIDATION_FAILED,
                    new Bilingual("请按 errors 逐项更正；没有写入任何内容。", "Correct each of errors. Nothing was written."),
                    errors);
        }
    }
}

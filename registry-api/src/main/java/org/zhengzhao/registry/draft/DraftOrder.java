package org.zhengzhao.registry.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.zhengzhao.registry.issuance.LicenseOrder;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.text.Bilingual;

/**
 * What a draft holds: an order as it would be sent to issue at once, and the license whose next version it makes. People agree on its
 * digest, the SHA-256 of its canonical JSON (RFC 8785), which whoever reads it can compute.
 */
record DraftOrder(Optional<LicenseIdentifier> predecessor, JsonValue.Members order) {
    static final int MAX_OCTETS = 1024 * 1024;

    private static final String PREDECESSOR = "predecessor";
    private static final String ORDER = "order";

    /**
     * Reads what was sent.
     *
     * @throws RegistryException {@link ProblemType#VALIDATION_FAILED} with every error
     */
    static DraftOrder read(JsonValue.Members body) {
        List<ProblemError> errors = new ArrayList<>();
        body.values().keySet().stream()
                .filter(name -> !Set.of(PREDECESSOR, ORDER).contains(name))
                .forEach(name -> error(
                        errors, JsonPointers.member("", name), "UNKNOWN_MEMBER", "没有此成员。", "There is no such member."));
        Optional<LicenseIdentifier> predecessor = predecessor(body, errors);
        JsonValue.Members order = JsonValue.Members.EMPTY;
        if (body.find(ORDER).orElse(null) instanceof JsonValue.Members members) {
            order = members;
        } else {
            error(
                    errors,
                    "/" + ORDER,
                    body.find(ORDER).isEmpty() ? "REQUIRED" : "TYPE",
                    "请填写颁发申请：与直接颁发时的请求正文相同。",
                    "Give the order: what would be sent to issue at once.");
        }
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
        return new DraftOrder(predecessor, order);
    }

    private static Optional<LicenseIdentifier> predecessor(JsonValue.Members body, List<ProblemError> errors) {
        if (body.find(PREDECESSOR).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LicenseIdentifier.parse(body.findText(PREDECESSOR).orElse("")));
        } catch (MalformedCodeException malformed) {
            error(errors, "/" + PREDECESSOR, malformed.reason().name(), "不是证照标识。", "Not a license identifier.");
            return Optional.empty();
        }
    }

    /** What was kept. */
    static DraftOrder kept(Bytes canonical) {
        try {
            return read(StrictJson.readObject(canonical.toArray(), MAX_OCTETS * 2));
        } catch (MalformedJsonException corrupt) {
            throw new IllegalStateException("a draft does not hold an order", corrupt);
        }
    }

    private JsonValue.Members document() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        predecessor.ifPresent(license -> members.put(PREDECESSOR, new JsonValue.Text(license.value())));
        members.put(ORDER, order);
        return new JsonValue.Members(members);
    }

    Bytes canonical() {
        return CanonicalJson.bytes(document());
    }

    Bytes digest() {
        return Sha256.of(canonical());
    }

    LicenseOrder asked(Uscc authority) {
        return new LicenseOrder(authority, predecessor, order);
    }

    /** Checks the order as it would be checked alone; errors point to where it stands in the draft. */
    static <T> T checked(Supplier<T> check) {
        try {
            return check.get();
        } catch (RegistryException refused) {
            throw new RegistryException(
                    refused.type(),
                    refused.detail(),
                    refused.errors().stream()
                            .map(error ->
                                    new ProblemError("/" + ORDER + error.pointer(), error.code(), error.message()))
                            .toList());
        }
    }

    /** A draft stays about the same thing. */
    void requireAbout(Draft draft) {
        List<ProblemError> errors = new ArrayList<>();
        if (!predecessor.equals(draft.predecessor())) {
            error(errors, "/" + PREDECESSOR, "WRONG_VALUE", "须与草稿相同。", "Should be that of the draft.");
        }
        if (draft.predecessor().isEmpty()
                && !order.findText("typeCode").equals(Optional.of(draft.type().value()))) {
            error(errors, "/" + ORDER + "/typeCode", "WRONG_VALUE", "须与草稿相同。", "Should be that of the draft.");
        }
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
    }

    private static RegistryException invalid(List<ProblemError> errors) {
        return new RegistryException(
                ProblemType.VALIDATION_FAILED,
                new Bilingual("请按 errors 逐项更正；没有写入任何内容。", "Correct each of errors. Nothing was written."),
                errors);
    }

    private static void error(List<ProblemError> errors, String pointer, String code, String chinese, String english) {
        errors.add(new ProblemError(pointer, code, new Bilingual(chinese, english)));
    }

    /** Holds personal data. */
    @Override
    public String toString() {
        return "DraftOrder[hidden]";
    }
}

package org.zhengzhao.schema.type;

import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.schema.text.PlainText;

/**
 * Checks the fields of licenses of one type and reports everything that is wrong at once. Build one per field schema and
 * keep it: it is immutable and may be used by many threads.
 */
public final class FieldValidator {
    private final FieldSchema fields;
    private final JsonSchema schema;
    private final List<PictureField> pictures;
    private final Map<String, Integer> order;

    /**
     * @throws IllegalArgumentException if the definition breaks a rule of {@link LicenseTypeJson#check}
     */
    public FieldValidator(FieldSchema fields) {
        this.fields = Objects.requireNonNull(fields);
        List<TypeProblem> problems = FieldSchemaCheck.problems(fields.definition(), "");
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("the fields are not defined well: " + problems);
        }
        this.schema = FieldSchemaCompiler.compile(fields);
        this.pictures = fields.pictureFields();
        Map<String, Integer> positions = new HashMap<>();
        fields.names().forEach(name -> positions.put(name, positions.size()));
        this.order = Map.copyOf(positions);
    }

    /**
     * Checks the fields as a request carries them, pictures as Base64.
     *
     * @param basePointer JSON Pointer to the fields in the request
     * @return the problems in the order in which the type has its fields; empty where all is well
     */
    public List<FieldProblem> validate(JsonValue.Members values, String basePointer, Language language) {
        FieldMessages messages = new FieldMessages(language);
        FieldPath root = FieldPath.root(fields, basePointer);
        List<Found> found = new ArrayList<>();
        for (ValidationMessage message : schema.validate(JacksonTree.of(values))) {
            FieldRule rule = FieldRule.find(message.getType())
                    .orElseThrow(() -> new IllegalStateException("a keyword without a rule: " + message.getType()));
            FieldPath path = path(root, message);
            found.add(new Found(rule, path, messages.message(rule, path)));
        }
        plainText(values, root, messages, found);
        pictures(values, root, messages, found);
        return reported(found, basePointer);
    }

    private static FieldPath path(FieldPath root, ValidationMessage message) {
        FieldPath path = root;
        JsonNodePath location = message.getInstanceLocation();
        for (int i = 0; i < location.getNameCount(); i++) {
            path = location.getElement(i) instanceof Integer index
                    ? path.item(index)
                    : path.member(location.getName(i));
        }
        // Of a missing or superfluous member the library gives the object and, apart, the name.
        String property = message.getProperty();
        return property == null ? path : path.member(property);
    }

    private void plainText(JsonValue value, FieldPath path, FieldMessages messages, List<Found> found) {
        switch (value) {
            case JsonValue.Text text -> {
                if (!PlainText.isLines(text.value())) {
                    found.add(new Found(
                            FieldRule.CONTROL_CHARACTER, path, messages.message(FieldRule.CONTROL_CHARACTER, path)));
                }
            }
            case JsonValue.Items items -> {
                for (int i = 0; i < items.values().size(); i++) {
                    plainText(items.values().get(i), path.item(i), messages, found);
                }
            }
            case JsonValue.Members members ->
                members.values().forEach((name, member) -> plainText(member, path.member(name), messages, found));
            case JsonValue.Whole whole -> {}
            case JsonValue.Flag flag -> {}
        }
    }

    private void pictures(JsonValue.Members values, FieldPath root, FieldMessages messages, List<Found> found) {
        for (PictureField picture : pictures) {
            values.findText(picture.name())
                    .flatMap(base64 -> problem(picture, base64, root.member(picture.name()), messages))
                    .ifPresent(found::add);
        }
    }

    private static Optional<Found> problem(
            PictureField picture, String base64, FieldPath path, FieldMessages messages) {
        String octetLimit = Integer.toString(picture.maxOctets());
        if (base64.length() / 4L * 3 > picture.maxOctets() + 3L) {
            return Optional.of(found(FieldRule.PICTURE_OCTETS, path, messages, octetLimit));
        }
        Optional<Bytes> octets = decoded(base64);
        if (octets.isEmpty()) {
            return Optional.of(found(FieldRule.PICTURE_ENCODING, path, messages, ""));
        }
        if (octets.get().length() > picture.maxOctets()) {
            return Optional.of(found(FieldRule.PICTURE_OCTETS, path, messages, octetLimit));
        }
        Optional<PictureSize> size = PictureSize.find(octets.get(), picture.format());
        if (size.isEmpty()) {
            return Optional.of(found(
                    FieldRule.PICTURE_FORMAT, path, messages, picture.format().name()));
        }
        return size.filter(area -> area.width() > picture.maxWidth() || area.height() > picture.maxHeight())
                .map(area -> found(
                        FieldRule.PICTURE_SIZE, path, messages, picture.maxWidth() + " × " + picture.maxHeight()));
    }

    /** One text per picture: padding in full, unused bits zero, no line breaks. */
    private static Optional<Bytes> decoded(String base64) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            return Base64.getEncoder().encodeToString(octets).equals(base64)
                    ? Optional.of(Bytes.of(octets))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Found found(FieldRule rule, FieldPath path, FieldMessages messages, String asked) {
        return new Found(rule, path, messages.message(rule, path, asked));
    }

    /** A value of the wrong type, or that should not be there, breaks other rules only by that: those are left out. */
    private List<FieldProblem> reported(List<Found> found, String basePointer) {
        Set<String> wrongAsSuch = new HashSet<>();
        for (Found problem : found) {
            if (problem.rule() == FieldRule.TYPE || problem.rule() == FieldRule.UNKNOWN_MEMBER) {
                wrongAsSuch.add(problem.path().pointer());
            }
        }
        return found.stream()
                .filter(problem -> problem.rule() == FieldRule.TYPE
                        || problem.rule() == FieldRule.UNKNOWN_MEMBER
                        || !wrongAsSuch.contains(problem.path().pointer()))
                .map(problem -> new FieldProblem(problem.path().pointer(), problem.rule(), problem.message()))
                .distinct()
                .sorted(Comparator.comparingInt(problem -> position(problem, basePointer)))
                .toList();
    }

    private int position(FieldProblem problem, String basePointer) {
        String inside = problem.pointer().substring(basePointer.length() + 1);
        int end = inside.indexOf('/');
        return order.getOrDefault(end < 0 ? inside : inside.substring(0, end), Integer.MAX_VALUE);
    }

    private record Found(FieldRule rule, FieldPath path, String message) {}
}

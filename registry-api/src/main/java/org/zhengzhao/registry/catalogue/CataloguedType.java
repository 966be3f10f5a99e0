package org.zhengzhao.registry.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.schema.type.FieldProblem;
import org.zhengzhao.schema.type.FieldValidator;
import org.zhengzhao.schema.type.LicenseType;

/** A version of a type together with its compiled field rules; made once and shared. */
public record CataloguedType(LicenseType definition, FieldValidator validator) {
    public CataloguedType {
        Objects.requireNonNull(definition);
        Objects.requireNonNull(validator);
    }

    /** Every error in the fields, with pointers below {@code basePointer}. */
    public List<ProblemError> validate(JsonValue.Members fields, String basePointer) {
        List<FieldProblem> chinese = validator.validate(fields, basePointer, Language.CHINESE);
        if (chinese.isEmpty()) {
            return List.of();
        }
        List<FieldProblem> english = validator.validate(fields, basePointer, Language.ENGLISH);
        List<ProblemError> errors = new ArrayList<>();
        for (int i = 0; i < chinese.size(); i++) {
            FieldProblem problem = chinese.get(i);
            errors.add(new ProblemError(
                    problem.pointer(),
                    problem.code(),
                    new Bilingual(problem.message(), english.get(i).message())));
        }
        return errors;
    }
}

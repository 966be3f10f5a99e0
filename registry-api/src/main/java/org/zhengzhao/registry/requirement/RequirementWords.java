package org.zhengzhao.registry.requirement;

import org.zhengzhao.registry.requirement.condition.Condition;
import org.zhengzhao.schema.text.Bilingual;

/** Says in words what a requirement says. */
final class RequirementWords {
    private RequirementWords() {}

    static Bilingual of(RequirementKind kind, Bilingual typeName, Condition condition) {
        String chinese = "「" + typeName.chinese() + "」";
        String english = "‘" + typeName.english() + "’";
        Bilingual words = condition.words();
        return switch (kind) {
            case HOLDS ->
                condition.always()
                        ? new Bilingual("持证主体持有有效的" + chinese + "。", "The holder has a valid " + english + ".")
                        : new Bilingual(
                                "持证主体持有有效的" + chinese + "，且符合：" + words.chinese() + "。",
                                "The holder has a valid " + english + " for which: " + words.english() + ".");
            case HOLDS_NONE ->
                condition.always()
                        ? new Bilingual(
                                "持证主体没有" + chinese + "，无论状态。", "The holder has no " + english + ", in whatever status.")
                        : new Bilingual(
                                "持证主体没有符合下述情形的" + chinese + "，无论状态：" + words.chinese() + "。",
                                "The holder has no " + english + ", in whatever status, for which: " + words.english()
                                        + ".");
        };
    }
}

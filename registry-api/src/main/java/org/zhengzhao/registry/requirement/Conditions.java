package org.zhengzhao.registry.requirement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import org.zhengzhao.registry.requirement.condition.Condition;
import org.zhengzhao.registry.requirement.condition.ConditionCompiler;
import org.zhengzhao.registry.requirement.condition.RefusedConditionException;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.type.LicenseType;

/**
 * Compiles conditions, and remembers some. A version of a type never changes, so neither does what is remembered for it. Made when the
 * first condition is asked for, by {@link ConditionWarmUp}: loading the library takes longer than all else at a first start.
 */
@ApplicationScoped
class Conditions {
    private static final int MAX_REMEMBERED = 2000;

    private record Key(LicenseTypeCode type, int version, String text) {}

    private final ConditionCompiler compiler = new ConditionCompiler();
    private final Cache<Key, Condition> compiled =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    Condition compile(String text, LicenseType type) throws RefusedConditionException {
        Key key = new Key(type.code(), type.version(), text);
        Condition known = compiled.getIfPresent(key);
        if (known != null) {
            return known;
        }
        Condition made = compiler.compile(text, type);
        compiled.put(key, made);
        return made;
    }
}

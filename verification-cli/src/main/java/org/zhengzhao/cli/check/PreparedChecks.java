package org.zhengzhao.cli.check;

import java.security.Provider;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.zhengzhao.cli.check.CheckKind.InputCheck;

/** Keeps what was prepared last, so that a trust file is read once and not for every input. */
final class PreparedChecks {
    private static final int MAX_KEPT = 64;

    private final CheckKind kind;
    private final Provider provider;
    private final LinkedHashMap<CheckOptions, InputCheck> kept = LinkedHashMap.newLinkedHashMap(MAX_KEPT);

    PreparedChecks(CheckKind kind, Provider provider) {
        this.kind = kind;
        this.provider = provider;
    }

    InputCheck of(CheckOptions options) throws UnusableOptionException {
        Optional<InputCheck> before = find(options);
        if (before.isPresent()) {
            return before.get();
        }
        // Outside of the lock: two threads may prepare the same, none waits for another's files.
        InputCheck check = kind.prepare(options, provider);
        keep(options, check);
        return check;
    }

    private synchronized Optional<InputCheck> find(CheckOptions options) {
        return Optional.ofNullable(kept.get(options));
    }

    private synchronized void keep(CheckOptions options, InputCheck check) {
        if (kept.size() >= MAX_KEPT) {
            kept.pollFirstEntry();
        }
        kept.put(options, check);
    }
}

package org.zhengzhao.signing.memo;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers values that follow from their keys alone, so that forgetting one changes nothing but the time that it takes. Holds a
 * bounded number: whoever sends ever new keys makes it forget, not grow. Safe for use by many threads.
 *
 * @param <K> with a sound {@code equals}, never changed
 * @param <V> never changed
 */
public final class BoundedMemo<K, V> {
    private final int most;
    private final Map<K, V> known = new ConcurrentHashMap<>();

    /**
     * @param most how many values are held, give or take the number of threads
     */
    public BoundedMemo(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a memo holds at least one value");
        }
        this.most = most;
    }

    public Optional<V> find(K key) {
        return Optional.ofNullable(known.get(key));
    }

    /** Starts anew when it is full: what is asked for again comes back. */
    public void put(K key, V value) {
        if (known.size() >= most) {
            known.clear();
        }
        known.put(key, value);
    }
}

package org.zhengzhao.registry.status;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.status.StatusListRepository.NewList;
import org.zhengzhao.registry.status.StatusListRepository.Reserved;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.status.StatusReference;

/**
 * Gives each license a place in a status list. No row is shared on the way: a node reserves some hundred slots in one short
 * transaction and then gives them away from memory. A crash loses what it had left, which stays unused for ever.
 *
 * <p>That no place is given away twice rests on the reservation, and on the unique constraint over list and index where licenses are
 * stored.
 */
@Singleton
public class StatusIndexes {
    static final int SMALLEST = 16;
    static final int LARGEST = 1 << 22;

    /** Most places at a time. */
    public static final int MOST = 100_000;

    private static final int ATTEMPTS = 20;

    private final StatusListRepository lists;
    private final StatusAddress address;
    private final StatusListConfig config;
    private final SecureRandom random;
    private final ReentrantLock lock = new ReentrantLock();
    private Chunk chunk = Chunk.NONE;

    /** What this node has reserved and not given away. */
    private record Chunk(Optional<Source> source, int next, int end) {
        static final Chunk NONE = new Chunk(Optional.empty(), 0, 0);
    }

    /** A list with its shuffled places; shuffling takes milliseconds, so it is kept while the list is filled. */
    private record Source(OpenedList list, Permutation permutation) {}

    StatusIndexes(StatusListRepository lists, StatusAddress address, StatusListConfig config, SecureRandom random) {
        this.lists = lists;
        this.address = address;
        this.config = config;
        this.random = random;
        if (config.size() < SMALLEST || config.size() > LARGEST) {
            throw new IllegalStateException("zhengzhao.status-lists.size should be " + SMALLEST + " to " + LARGEST);
        }
        if (config.reserve() < 1 || config.reserve() > MOST) {
            throw new IllegalStateException("zhengzhao.status-lists.reserve should be 1 to " + MOST);
        }
    }

    /**
     * Gives away places. Call it outside of transactions: it may need one of its own, and what it gave is not taken back.
     *
     * @param count 1 to {@value #MOST}
     */
    public List<StatusReference> draw(int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " places");
        }
        List<StatusReference> drawn = new ArrayList<>(count);
        lock.lock();
        try {
            while (drawn.size() < count) {
                if (chunk.next() == chunk.end()) {
                    chunk = reserve(Math.max(config.reserve(), count - drawn.size()));
                }
                Source source = chunk.source().orElseThrow();
                int end = Math.min(chunk.end(), chunk.next() + count - drawn.size());
                for (int slot = chunk.next(); slot < end; slot++) {
                    drawn.add(new StatusReference(
                            source.permutation().index(slot), source.list().uri()));
                }
                chunk = new Chunk(chunk.source(), end, chunk.end());
            }
        } finally {
            lock.unlock();
        }
        return List.copyOf(drawn);
    }

    /** A place that no license has, in a list that does not exist; as long in a credential as any. For checks only. */
    public StatusReference standIn() {
        return new StatusReference(config.size() - 1, address.uri(address.nextId()));
    }

    /** The list in which a place that was drawn here lies. */
    public static String listId(StatusReference reference) {
        return StatusAddress.listId(reference);
    }

    /**
     * Sees to it that there is an open list with room, so that those who issue need not open one.
     *
     * @return whether one was opened
     */
    public boolean prepare() {
        // A tenth of a list, and what a few nodes reserve, lies between the one list and the next.
        long wanted = Math.min(config.size(), Math.max(config.size() / 10, 4L * config.reserve()));
        return QuarkusTransaction.requiringNew().call(() -> lists.left(address.base())) < wanted && open();
    }

    private Chunk reserve(int most) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Reserved> reserved =
                    QuarkusTransaction.requiringNew().call(() -> lists.reserve(address.base(), most));
            if (reserved.isPresent()) {
                return chunk(reserved.get());
            }
            open();
        }
        throw new IllegalStateException("status lists are used up faster than they are opened");
    }

    private Chunk chunk(Reserved reserved) {
        Source source = chunk.source()
                .filter(known -> known.list().equals(reserved.list()))
                .orElseGet(() -> new Source(
                        reserved.list(),
                        Permutation.of(
                                reserved.permutationKey(), reserved.list().size())));
        return new Chunk(Optional.of(source), reserved.from(), reserved.to());
    }

    private boolean open() {
        byte[] key = new byte[Permutation.KEY_OCTETS];
        random.nextBytes(key);
        String id = address.nextId();
        NewList list = new NewList(id, address.uri(id), address.base(), config.size(), Bytes.of(key));
        try {
            QuarkusTransaction.requiringNew().run(() -> lists.open(list));
            return true;
        } catch (RuntimeException failed) {
            // Another node has opened one: its list is as good.
            if (DatabaseFailures.brokenConstraint(failed).isEmpty()) {
                throw failed;
            }
            return false;
        }
    }
}

package org.zhengzhao.registry.batch;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/**
 * How many batches this node works on at once: some in all, and fewer of one department, so that none keeps the others out. Who gets no
 * place is told at once. A batch that waits for a slow reader keeps its place and nothing else.
 */
@Singleton
class BatchPlaces {
    private final int perDepartment;
    private final int perNode;
    private final Map<Uscc, Integer> taken = new HashMap<>();
    private int all;

    BatchPlaces(BatchConfig config) {
        this.perDepartment = config.perDepartment();
        this.perNode = config.perNode();
        if (perDepartment < 1 || perNode < 1) {
            throw new IllegalStateException("zhengzhao.batches: at least one at once");
        }
    }

    /** A place, until it is closed. */
    static final class Place implements AutoCloseable {
        private final BatchPlaces places;
        private final Uscc department;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Place(BatchPlaces places, Uscc department) {
            this.places = places;
            this.department = department;
        }

        @Override
        public void close() {
            if (held.compareAndSet(true, false)) {
                places.giveBack(department);
            }
        }
    }

    /**
     * Takes a place.
     *
     * @throws RegistryException if the department, or the node, has as many batches as it may have
     */
    synchronized Place take(Uscc department) {
        int own = taken.getOrDefault(department, 0);
        if (own >= perDepartment) {
            throw new RegistryException(
                    ProblemType.TOO_MANY_BATCHES,
                    new Bilingual(
                            "本部门同时进行的批次最多 " + perDepartment + " 个；请等其中一个结束。没有写入任何内容。",
                            "Your department may have " + perDepartment
                                    + " batches at once: wait until one has ended. Nothing was written."));
        }
        if (all >= perNode) {
            throw new RegistryException(
                    ProblemType.BUSY, new Bilingual("没有写入任何内容。请稍后重试。", "Nothing was written. Try again shortly."));
        }
        taken.put(department, own + 1);
        all++;
        return new Place(this, department);
    }

    private synchronized void giveBack(Uscc department) {
        all--;
        taken.computeIfPresent(department, (code, own) -> own > 1 ? own - 1 : null);
    }
}

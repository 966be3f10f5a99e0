package org.zhengzhao.registry;

import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;

/** Counts what the database is asked. */
final class Statements {
    private static final int TRIES = 5;

    private Statements() {}

    /** How many statements some work takes. Others are at work in the background now and then: the least of some tries counts. */
    static long of(SessionFactory sessions, Runnable work) {
        Statistics statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            return IntStream.range(0, TRIES)
                    .mapToLong(i -> {
                        long before = statistics.getPrepareStatementCount();
                        work.run();
                        return statistics.getPrepareStatementCount() - before;
                    })
                    .min()
                    .orElseThrow();
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }
}

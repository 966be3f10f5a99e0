package org.zhengzhao.bench;

/** Work that is repeated by workers side by side. */
interface Load {
    /** A worker with whatever it needs for itself: a connection, a key, a font. */
    Worker worker(int number) throws Exception;

    /** Does the work once at each call. Any exception ends the benchmark: a figure over failures would be worth nothing. */
    interface Worker extends AutoCloseable {
        void once() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /** A worker that works over something that has to be closed. */
    static Worker closing(AutoCloseable connection, Worker work) {
        return new Worker() {
            @Override
            public void once() throws Exception {
                work.once();
            }

            @Override
            public void close() throws Exception {
                connection.close();
            }
        };
    }
}

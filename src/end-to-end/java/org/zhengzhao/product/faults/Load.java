package org.zhengzhao.product.faults;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Several clients at work, until they are told to pause. */
final class Load implements AutoCloseable {
    private static final int SHARED = 12;
    /** Each starts at once a request of its own; more would only wait for each other. */
    static final int CLIENTS = 6;

    private final String name;
    private final ClientLog log;
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> shared = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private Mode mode = Mode.PAUSE;
    private int atRest;
    private Optional<String> secret = Optional.empty();
    private boolean mayFail;
    private Duration slowest = Duration.ZERO;
    private long answers;

    private enum Mode {
        WORK,
        /** Only what has no final answer yet is sent again. */
        SETTLE,
        PAUSE,
        STOP
    }

    Load(String name, Path directory) {
        this.name = name;
        this.log = new ClientLog(directory.resolve("clients.log"));
    }

    /** Clients of that node; they pause until {@link #work}. */
    void add(String base, String group, int clients, long seed, String secret) {
        this.secret = Optional.of(secret);
        for (int i = 0; i < clients; i++) {
            Client client = new Client(this, base, group + i, seed * 1000 + i);
            threads.add(Thread.ofPlatform().name("client-" + group + i).start(client));
        }
    }

    String name() {
        return name;
    }

    ClientLog log() {
        return log;
    }

    synchronized String secret() {
        return secret.orElseThrow();
    }

    /** From now on answers 503 and none at all are as expected, or not. */
    synchronized void mayFail(boolean may) {
        mayFail = may;
    }

    synchronized void work() {
        mode = Mode.WORK;
        notifyAll();
    }

    /** Lets the requests under way come to an end, whatever it is; none is sent again. */
    void pause() throws InterruptedException {
        rest(Mode.PAUSE);
    }

    /** Sends everything again that has no final answer, until all have one. */
    void settle() throws InterruptedException {
        rest(Mode.SETTLE);
    }

    private synchronized void rest(Mode wanted) throws InterruptedException {
        mode = wanted;
        atRest = 0;
        notifyAll();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (atRest < threads.size()) {
            requireSound();
            if (System.nanoTime() > end) {
                throw new AssertionError("clients do not come to rest: " + atRest + " of " + threads.size());
            }
            wait(200);
        }
        requireSound();
    }

    /** Waits while there is nothing to do; false at the end. */
    synchronized boolean mayGoOn(boolean hasPending) throws InterruptedException {
        Optional<Mode> restedIn = Optional.empty();
        while (mode == Mode.PAUSE || mode == Mode.SETTLE && !hasPending) {
            if (restedIn.isEmpty() || restedIn.get() != mode) {
                restedIn = Optional.of(mode);
                atRest++;
                notifyAll();
            }
            wait();
        }
        return mode != Mode.STOP;
    }

    synchronized Optional<String> anyShared(Random random) {
        return shared.isEmpty() ? Optional.empty() : Optional.of(shared.get(random.nextInt(shared.size())));
    }

    /** A license on which all clients may act; the oldest is forgotten. */
    synchronized void share(String identifier) {
        shared.add(identifier);
        if (shared.size() > SHARED) {
            shared.removeFirst();
        }
    }

    synchronized void answered(Request request, HttpResponse<byte[]> answer, Duration took) throws IOException {
        answers += answer.statusCode() == 201 ? 1 : 0;
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        if (answer.statusCode() != 503) {
            return;
        }
        String problem = Client.problem(answer);
        boolean known = mayFail && problem.equals("database-unavailable") || problem.equals("busy");
        if (!known || answer.headers().firstValue("Retry-After").isEmpty()) {
            throw new AssertionError(request.key() + " was answered 503 " + problem);
        }
    }

    synchronized void unanswered(Duration took, IOException none) {
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        if (!mayFail) {
            throw new AssertionError("no answer", none);
        }
    }

    synchronized void broken(String client, Throwable why) {
        broken.add(client + ": " + why);
        notifyAll();
    }

    synchronized void requireSound() {
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("\n", broken));
        }
    }

    /** How many requests were answered 201. */
    synchronized long answers() {
        return answers;
    }

    /** The longest wait for an answer, or for none, since this was last asked. */
    synchronized Duration slowest() {
        Duration longest = slowest;
        slowest = Duration.ZERO;
        return longest;
    }

    /** Waits until so many more requests were answered 201; how long that took. */
    Duration awaitAnswers(long more, Duration limit) throws InterruptedException {
        long began = System.nanoTime();
        long wanted = answers() + more;
        while (answers() < wanted) {
            requireSound();
            if (System.nanoTime() - began > limit.toNanos()) {
                throw new AssertionError("no " + more + " answers within " + limit);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() throws Exception {
        synchronized (this) {
            mode = Mode.STOP;
            notifyAll();
        }
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(65));
        }
        log.close();
    }
}

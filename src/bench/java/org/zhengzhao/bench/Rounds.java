package org.zhengzhao.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures several subjects in turns, so that a noisy minute spoils no single one: a warm-up of each, then rounds in which
 * each has a slice, every other round in opposite order.
 */
record Rounds(Duration warmUp, int warmUps, Duration slice, int rounds, Processors processors) {
    private static final int PATIENCE = 3;
    private static final double NOTABLE = 0.95;

    Rounds(Options options, Processors processors) {
        this(options.warmUp(), options.warmUps(), options.slice(), options.rounds(), processors);
    }

    private record Crew(Subject subject, List<Load.Worker> workers) {}

    /** Figures by the id of their subject. */
    Map<String, Figure> measure(List<Subject> subjects) throws Exception {
        List<Crew> crews = new ArrayList<>();
        try {
            for (Subject subject : subjects) {
                crews.add(crew(subject));
                warmUp(crews.getLast());
            }
            Map<String, List<Figure.Slice>> slices = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (Crew crew : round % 2 == 0 ? crews : crews.reversed()) {
                    slices.computeIfAbsent(crew.subject().id(), fresh -> new ArrayList<>())
                            .add(slice(crew, slice, 0));
                }
            }
            Map<String, Figure> figures = new LinkedHashMap<>();
            crews.forEach(crew -> figures.put(
                    crew.subject().id(),
                    new Figure(crew.subject(), slices.get(crew.subject().id()))));
            return Collections.unmodifiableMap(figures);
        } finally {
            for (Crew crew : crews) {
                for (Load.Worker worker : crew.workers()) {
                    worker.close();
                }
            }
        }
    }

    /**
     * Measures how long answers take when requests come at a steady rate instead of as fast as they are answered. A request
     * that has to wait for its turn counts from the moment at which it was due.
     */
    Figure paced(Subject subject, double perSecond) throws Exception {
        Crew crew = crew(subject);
        try {
            List<Figure.Slice> slices = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                slices.add(slice(crew, slice, perSecond));
            }
            return new Figure(subject, slices);
        } finally {
            for (Load.Worker worker : crew.workers()) {
                worker.close();
            }
        }
    }

    /**
     * Until the processor time each no longer falls: a virtual machine needs thousands of repetitions before it has compiled
     * everything, and nobody can say beforehand how many.
     */
    private void warmUp(Crew crew) throws Exception {
        double least = Double.MAX_VALUE;
        int inVain = 0;
        for (int i = 0; i < warmUps && inVain < PATIENCE; i++) {
            Figure.Slice slice = slice(crew, warmUp, 0);
            double each = slice.cpu().ours() / slice.latencies().count();
            inVain = each < NOTABLE * least ? 0 : inVain + 1;
            least = Math.min(least, each);
        }
    }

    private static Crew crew(Subject subject) throws Exception {
        List<Load.Worker> workers = new ArrayList<>();
        for (int i = 0; i < subject.workers(); i++) {
            workers.add(subject.load().worker(i));
        }
        return new Crew(subject, workers);
    }

    /** @param perSecond how many by all workers together; 0 for as many as possible */
    private Figure.Slice slice(Crew crew, Duration length, double perSecond) throws Exception {
        int count = crew.workers().size();
        long gap = perSecond == 0 ? 0 : Math.round(1e9 * count / perSecond);
        Processors.Times before = processors.now();
        long start = System.nanoTime();
        long end = start + length.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Callable<Latencies.Recorder>> shifts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Load.Worker worker = crew.workers().get(i);
                long first = start + gap * i / count;
                shifts.add(() -> gap == 0 ? unbroken(worker, end) : steady(worker, first, gap, end));
            }
            List<Latencies.Recorder> recorders = new ArrayList<>();
            for (Future<Latencies.Recorder> shift : threads.invokeAll(shifts)) {
                recorders.add(result(shift, crew.subject()));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Figure.Slice(seconds, processors.now().since(before), Latencies.of(recorders));
        }
    }

    private static Latencies.Recorder unbroken(Load.Worker worker, long end) throws Exception {
        Latencies.Recorder recorder = new Latencies.Recorder();
        long from = System.nanoTime();
        while (from < end) {
            worker.once();
            long to = System.nanoTime();
            recorder.add(to - from);
            from = to;
        }
        return recorder;
    }

    private static Latencies.Recorder steady(Load.Worker worker, long first, long gap, long end) throws Exception {
        Latencies.Recorder recorder = new Latencies.Recorder();
        for (long due = first; due < end; due += gap) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            worker.once();
            recorder.add(System.nanoTime() - due);
        }
        return recorder;
    }

    private static Latencies.Recorder result(Future<Latencies.Recorder> shift, Subject subject) throws Exception {
        try {
            return shift.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("could not measure: " + subject.name(), failed.getCause());
        }
    }
}

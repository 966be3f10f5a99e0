package org.zhengzhao.product.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the clients asked for and what they were told: the judge of a run. It only grows; each line is written before a request is sent
 * or after an answer came, and on disk for whoever looks into a run that failed.
 */
final class ClientLog implements AutoCloseable {
    private final FileChannel file;
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private long sent;
    private long repeated;
    private long replayed;
    private long refused;
    private long unanswered;
    private long unavailable;

    /**
     * A request that was answered 201.
     *
     * @param made the identifier of the license that it made, or of the event
     * @param digest of the license; empty for an event
     */
    record Acknowledged(Request request, String made, String digest) {}

    /** What was counted. */
    record Figures(
            long sent,
            long acknowledged,
            long repeated,
            long replayed,
            long refused,
            long unanswered,
            long unavailable) {}

    ClientLog(Path file) {
        try {
            this.file = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    synchronized void sending(Request request, boolean again) {
        sent++;
        repeated += again ? 1 : 0;
        line(again ? "AGAIN" : "SEND", request, request.license());
    }

    synchronized void acknowledged(Request request, String made, String digest, boolean wasThere) {
        acknowledged.add(new Acknowledged(request, made, digest));
        replayed += wasThere ? 1 : 0;
        line(wasThere ? "REPLAYED" : "MADE", request, made);
    }

    synchronized void refused(Request request, String problem) {
        refused++;
        line("REFUSED", request, problem);
    }

    synchronized void unanswered(Request request, String why) {
        unanswered++;
        line("UNANSWERED", request, why);
    }

    synchronized void unavailable(Request request, String problem) {
        unavailable++;
        line("UNAVAILABLE", request, problem);
    }

    synchronized List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    synchronized Figures figures() {
        return new Figures(sent, acknowledged.size(), repeated, replayed, refused, unanswered, unavailable);
    }

    private void line(String what, Request request, String about) {
        String line = Instant.now() + " " + what + " " + request.key() + " " + request.act() + " " + about + "\n";
        try {
            file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

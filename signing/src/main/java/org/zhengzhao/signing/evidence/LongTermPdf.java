package org.zhengzhao.signing.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.timestamp.TimestampToken;
import org.zhengzhao.signing.timestamp.Timestamper;

/**
 * Lifts a signed PDF to a higher level of PAdES, step by step, by updates that leave what was there as it is. The same document
 * and the same tokens give the same octets. Safe for use by many threads.
 */
public final class LongTermPdf {
    /** Room for tokens is given in steps, so that a longer serial number does not make a second request. */
    private static final int ROOM_STEP = 512;

    private static final int ROOM_SPARE = 64;

    private final Provider provider;
    private final int longestToken;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public LongTermPdf(Provider provider) {
        this(provider, TimestampToken.MAX_OCTETS);
    }

    /**
     * @param longestToken octets of the largest token that a document may carry
     */
    public LongTermPdf(Provider provider, int longestToken) {
        this.provider = Objects.requireNonNull(provider);
        this.longestToken = longestToken;
    }

    /** A document timestamp, or why there is none. */
    public sealed interface Stamping {
        /** The document with a timestamp over all that was in it. */
        record Stamped(Bytes pdf) implements Stamping {}

        /** There is no timestamp; the reason is one line for operators. */
        record Failed(String reason) implements Stamping {}
    }

    /**
     * Adds a timestamp over the whole document (ETSI EN 319 142-1 §5.4.3). Over a document with a signature only this makes
     * level B-T (§6.3: a signature-time-stamp or a document timestamp); over one with validation data, level B-LTA; and once
     * more before the certificate of the last timestamp ends, it renews that.
     */
    public Stamping withTimestamp(Bytes pdf, Timestamper timestamper) throws UnusablePdfException {
        int room = room(timestamper.expectedOctets());
        // The room must be there before the digest, and the token's length is known after: at most twice.
        for (int attempt = 0; ; attempt++) {
            Attempt made = stamp(pdf, timestamper, room);
            if (made.pdf().isPresent()) {
                return new Stamping.Stamped(made.pdf().get());
            }
            if (made.needed() <= room || made.needed() > longestToken || attempt == 1) {
                return new Stamping.Failed(made.reason());
            }
            room = room(made.needed());
        }
    }

    private record Attempt(Optional<Bytes> pdf, int needed, String reason) {}

    private Attempt stamp(Bytes pdf, Timestamper timestamper, int room) throws UnusablePdfException {
        try (PdfUpdate update = PdfUpdate.of(pdf)) {
            update.addTimestamp(room);
            TokenSlot slot = new TokenSlot(timestamper, room);
            Optional<Bytes> saved = update.save(covered -> slot.fill(digest(timestamper, covered)));
            return new Attempt(saved, slot.needed, slot.reason);
        } catch (IOException memory) {
            throw new UncheckedIOException(memory);
        }
    }

    private Bytes digest(Timestamper timestamper, InputStream covered) throws IOException {
        return timestamper.algorithm().digest(provider, ByteBuffer.wrap(covered.readAllBytes()));
    }

    /** Holds a token against the room that was left for it. */
    private static final class TokenSlot {
        private final Timestamper timestamper;
        private final int room;
        private int needed;
        private String reason = "";

        TokenSlot(Timestamper timestamper, int room) {
            this.timestamper = timestamper;
            this.room = room;
        }

        Optional<Bytes> fill(Bytes imprint) {
            return switch (timestamper.stamp(imprint)) {
                case Timestamper.Outcome.Stamped stamped -> fits(stamped.token().octets());
                case Timestamper.Outcome.Failed failed -> {
                    reason = failed.reason();
                    yield Optional.empty();
                }
            };
        }

        private Optional<Bytes> fits(Bytes token) {
            needed = token.length();
            reason = "the token of the timestamp authority is too long: " + needed + " octets";
            return needed <= room ? Optional.of(token) : Optional.empty();
        }
    }

    private int room(int octets) {
        int wanted = (octets + ROOM_SPARE + ROOM_STEP - 1) / ROOM_STEP * ROOM_STEP;
        return Math.min(wanted, longestToken);
    }

    /** Adds certificates and revocation data to the document security store; the same document if it has them all. */
    public Bytes withValidationData(Bytes pdf, ValidationData data) throws UnusablePdfException {
        try (PdfUpdate update = PdfUpdate.of(pdf)) {
            return update.store(data) ? update.save() : pdf;
        } catch (IOException memory) {
            throw new UncheckedIOException(memory);
        }
    }

    /** Where validation data come from. */
    @FunctionalInterface
    public interface ValidationDataSource {
        /**
         * What belongs to the signers of a document and of its timestamps.
         *
         * @throws IOException if some of it cannot be had; the message is shown to operators
         */
        ValidationData collect(Bytes pdf) throws IOException;
    }

    /**
     * Lifts a document from the level that it has to the one that is wanted, as far as it goes. What was reached before an
     * obstacle is kept.
     */
    public Augmented lift(
            Bytes pdf, PadesLevel from, PadesLevel wanted, Timestamper timestamper, ValidationDataSource validationData)
            throws UnusablePdfException {
        Augmented reached = new Augmented(pdf, from, Optional.empty());
        while (reached.level().isBelow(wanted) && reached.obstacle().isEmpty()) {
            reached = step(reached, timestamper, validationData);
        }
        return reached;
    }

    private Augmented step(Augmented now, Timestamper timestamper, ValidationDataSource validationData)
            throws UnusablePdfException {
        return switch (now.level()) {
            case B_B -> stamped(now, PadesLevel.B_T, timestamper);
            case B_T -> {
                try {
                    yield new Augmented(
                            withValidationData(now.pdf(), validationData.collect(now.pdf())),
                            PadesLevel.B_LT,
                            Optional.empty());
                } catch (IOException missing) {
                    yield new Augmented(
                            now.pdf(), now.level(), Optional.of("no validation data: " + missing.getMessage()));
                }
            }
            case B_LT, B_LTA -> stamped(now, PadesLevel.B_LTA, timestamper);
        };
    }

    private Augmented stamped(Augmented now, PadesLevel next, Timestamper timestamper) throws UnusablePdfException {
        return switch (withTimestamp(now.pdf(), timestamper)) {
            case Stamping.Stamped stamped -> new Augmented(stamped.pdf(), next, Optional.empty());
            case Stamping.Failed failed -> new Augmented(now.pdf(), now.level(), Optional.of(failed.reason()));
        };
    }
}

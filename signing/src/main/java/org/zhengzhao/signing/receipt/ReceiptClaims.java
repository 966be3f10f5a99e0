package org.zhengzhao.signing.receipt;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseIdentifier;

/**
 * What a receipt says.
 *
 * @param id the number of the access record that the receipt stands for
 * @param registry name of the registry, as the certificate of its record key has it
 * @param askedAt the registry's time, in whole seconds; fractions are cut off
 * @param holder keyed hash of the holder who was asked about; only the registry can compute it. Empty where nobody was named
 * @param licenses the licenses that the answer is about
 * @param fields names of the fields that were released, in the order of the answer
 * @param predicates names of what was answered with yes or no, in the place of a field
 * @param answerDigest SHA-256 over the octets of the answer as they were sent
 */
public record ReceiptClaims(
        UUID id,
        String registry,
        Instant askedAt,
        Asker asker,
        AskedFor askedFor,
        Optional<Bytes> holder,
        ReceiptOperation operation,
        ReceiptOutcome outcome,
        List<LicenseIdentifier> licenses,
        List<String> fields,
        List<String> predicates,
        Bytes answerDigest) {
    public static final int MAX_LICENSES = 100;
    public static final int MAX_FIELDS = 200;
    public static final int MAX_PREDICATES = 50;
    /** Characters of a text, a name of a predicate among them. */
    public static final int MAX_TEXT = 200;
    /** Characters of the name of a field. */
    public static final int MAX_NAME = 128;

    /** Last second of the year 9999. */
    private static final Instant LAST = Instant.ofEpochSecond(253_402_300_799L);

    /**
     * @throws IllegalArgumentException if something is beyond its limit, blank, or has control characters
     */
    public ReceiptClaims {
        Objects.requireNonNull(id);
        requireText(registry, MAX_TEXT);
        askedAt = askedAt.truncatedTo(ChronoUnit.SECONDS);
        Objects.requireNonNull(asker);
        Objects.requireNonNull(askedFor);
        Objects.requireNonNull(operation);
        Objects.requireNonNull(outcome);
        licenses = List.copyOf(licenses);
        fields = List.copyOf(fields);
        predicates = List.copyOf(predicates);
        if (askedAt.isBefore(Instant.EPOCH) || askedAt.isAfter(LAST)) {
            throw new IllegalArgumentException("a time of our days");
        }
        if (licenses.size() > MAX_LICENSES || fields.size() > MAX_FIELDS || predicates.size() > MAX_PREDICATES) {
            throw new IllegalArgumentException("more than a receipt lists");
        }
        fields.forEach(name -> requireText(name, MAX_NAME));
        predicates.forEach(name -> requireText(name, MAX_TEXT));
        if (answerDigest.length() != Sha256.LENGTH
                || holder.filter(hash -> hash.length() != Sha256.LENGTH).isPresent()) {
            throw new IllegalArgumentException("a hash has " + Sha256.LENGTH + " octets");
        }
    }

    /** Texts come from the systems of others, and are shown escaped: only what no text of a line has is refused. */
    static void requireText(String text, int most) {
        if (text.isBlank()
                || text.length() > most
                || text.chars().anyMatch(Character::isISOControl)
                || text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new IllegalArgumentException("a text of up to " + most + " characters on one line");
        }
    }

    /** The number only: the rest tells of persons and cases. */
    @Override
    public String toString() {
        return "ReceiptClaims[" + id + "]";
    }
}

package org.zhengzhao.signing.timestamp;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.timestamp.MalformedTimestampException.Reason;

/** Reads a TSTInfo strictly: every element in its place, nothing after the last. */
final class TimestampInfoReader {
    private static final int MAX_NUMBER_BITS = 512;
    private static final int MAX_NAME = 500;
    private static final int TAG_AUTHORITY = 0;
    private static final int TAG_EXTENSIONS = 1;

    /** RFC 3161 §2.4.2: seconds are there, a fraction may be, and the time is in UTC. */
    private static final Pattern TIME = Pattern.compile("(\\d{14})(?:\\.(\\d{1,9}))?Z");

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final Deque<ASN1Encodable> elements = new ArrayDeque<>();

    private TimestampInfoReader(ASN1Sequence sequence) {
        sequence.forEach(elements::add);
    }

    static TimestampInfo read(Bytes octets, int limit) throws MalformedTimestampException {
        return Asn1Octets.attempt(
                Reason.TST_INFO,
                () -> new TimestampInfoReader(ASN1Sequence.getInstance(Asn1Octets.read(octets, limit))).read());
    }

    private TimestampInfo read() throws MalformedTimestampException {
        if (!ASN1Integer.getInstance(elements.remove()).hasValue(1)) {
            throw broken();
        }
        String policy = ASN1ObjectIdentifier.getInstance(elements.remove()).getId();
        TimestampInfo.Imprint imprint = imprint(MessageImprint.getInstance(elements.remove()));
        BigInteger serialNumber = number(elements.remove());
        Instant time = time(ASN1GeneralizedTime.getInstance(elements.remove()));
        Optional<Duration> accuracy = elements.peek() instanceof ASN1Sequence
                ? Optional.of(accuracy(Accuracy.getInstance(elements.remove())))
                : Optional.empty();
        boolean ordering = elements.peek() instanceof ASN1Boolean
                && ASN1Boolean.getInstance(elements.remove()).isTrue();
        Optional<BigInteger> nonce =
                elements.peek() instanceof ASN1Integer ? Optional.of(number(elements.remove())) : Optional.empty();
        Optional<String> authority =
                nextTag(TAG_AUTHORITY) ? Optional.of(name(tagged(elements.remove()))) : Optional.empty();
        if (nextTag(TAG_EXTENSIONS)) {
            refuseCritical(Extensions.getInstance(tagged(elements.remove()), false));
        }
        if (!elements.isEmpty()) {
            throw broken();
        }
        return new TimestampInfo(policy, imprint, serialNumber, time, accuracy, ordering, nonce, authority);
    }

    private static TimestampInfo.Imprint imprint(MessageImprint imprint) throws MalformedTimestampException {
        ASN1ObjectIdentifier identifier = imprint.getHashAlgorithm().getAlgorithm();
        Optional<HashAlgorithm> algorithm = TimestampAlgorithms.findHash(identifier);
        Bytes digest = Bytes.of(imprint.getHashedMessage());
        if (algorithm.isPresent() && algorithm.get().length() != digest.length()) {
            throw broken();
        }
        return new TimestampInfo.Imprint(identifier.getId(), algorithm, digest);
    }

    private static BigInteger number(ASN1Encodable element) throws MalformedTimestampException {
        BigInteger number = ASN1Integer.getInstance(element).getValue();
        if (number.bitLength() > MAX_NUMBER_BITS) {
            throw broken();
        }
        return number;
    }

    private static Instant time(ASN1GeneralizedTime element) throws MalformedTimestampException {
        Matcher matcher = TIME.matcher(element.getTimeString());
        if (!matcher.matches()) {
            throw broken();
        }
        try {
            String fraction = Optional.ofNullable(matcher.group(2)).orElse("");
            return LocalDateTime.parse(matcher.group(1), SECONDS)
                    .toInstant(ZoneOffset.UTC)
                    .plusNanos(Long.parseLong(fraction + "0".repeat(9 - fraction.length())));
        } catch (DateTimeException noSuchTime) {
            throw broken();
        }
    }

    private static Duration accuracy(Accuracy accuracy) throws MalformedTimestampException {
        long seconds = accuracy.getSeconds() == null ? 0 : accuracy.getSeconds().longValueExact();
        int millis = accuracy.getMillis() == null ? 0 : accuracy.getMillis().intValueExact();
        int micros = accuracy.getMicros() == null ? 0 : accuracy.getMicros().intValueExact();
        if (seconds < 0 || seconds > Integer.MAX_VALUE || millis < 0 || millis > 999 || micros < 0 || micros > 999) {
            throw broken();
        }
        return Duration.ofSeconds(seconds).plusMillis(millis).plusNanos(micros * 1000L);
    }

    private boolean nextTag(int number) {
        return elements.peek() instanceof ASN1TaggedObject tagged && tagged.hasContextTag(number);
    }

    private static ASN1TaggedObject tagged(ASN1Encodable element) {
        return ASN1TaggedObject.getInstance(element);
    }

    private static String name(ASN1TaggedObject element) throws MalformedTimestampException {
        GeneralName name = GeneralName.getInstance(element.getExplicitBaseObject());
        String text =
                name.getTagNo() == GeneralName.directoryName ? name.getName().toString() : name.toString();
        if (text.length() > MAX_NAME) {
            throw broken();
        }
        return text;
    }

    /** RFC 3161 §2.4.2: none is defined, so that a critical one is one that is not understood. */
    private static void refuseCritical(Extensions extensions) throws MalformedTimestampException {
        for (ASN1ObjectIdentifier identifier : extensions.getExtensionOIDs()) {
            Extension extension = extensions.getExtension(identifier);
            if (extension.isCritical()) {
                throw broken();
            }
        }
    }

    private static MalformedTimestampException broken() {
        return new MalformedTimestampException(Reason.TST_INFO);
    }
}

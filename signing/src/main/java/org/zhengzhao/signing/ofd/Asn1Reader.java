package org.zhengzhao.signing.ofd;

import java.io.IOException;
import java.math.BigInteger;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.ofd.MalformedOfdException.Reason;
import org.zhengzhao.signing.trust.ReadableCertificates;
import org.zhengzhao.signing.x509.CertificateParser;
import org.zhengzhao.signing.x509.UnusableCertificateException;

/** Values in ASN.1, each of the type that must be there. */
final class Asn1Reader {
    private static final int MAX_OCTETS = 8 * 1024 * 1024;
    private static final int MAX_TEXT = 1000;
    private static final Pattern PLAIN_TIME = Pattern.compile("([0-9]{14})Z?");
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private final CertificateParser certificates;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    Asn1Reader(Provider provider) {
        this.certificates = new CertificateParser(provider);
    }

    /** One value and nothing after it, whose octets are those that come out when it is written again. */
    static ASN1Sequence sequence(Bytes octets) throws MalformedOfdException {
        if (octets.length() > MAX_OCTETS) {
            throw new MalformedOfdException(Reason.TOO_LARGE, "ASN.1");
        }
        try {
            if (ASN1Primitive.fromByteArray(octets.toArray()) instanceof ASN1Sequence sequence
                    && Bytes.of(sequence.getEncoded()).equals(octets)) {
                return sequence;
            }
        } catch (IOException | RuntimeException | StackOverflowError malformed) {
            // Bouncy Castle answers malformed values with many unchecked exceptions, and deep ones with all of the
            // stack.
            throw malformed("ASN.1");
        }
        throw malformed("ASN.1");
    }

    static ASN1Sequence sequence(ASN1Encodable value) throws MalformedOfdException {
        if (value.toASN1Primitive() instanceof ASN1Sequence sequence) {
            return sequence;
        }
        throw malformed("a sequence");
    }

    static ASN1Encodable at(ASN1Sequence sequence, int index) throws MalformedOfdException {
        if (index >= sequence.size()) {
            throw malformed("too few values");
        }
        return sequence.getObjectAt(index);
    }

    static Bytes octets(ASN1Encodable value) throws MalformedOfdException {
        if (value.toASN1Primitive() instanceof ASN1OctetString string) {
            return Bytes.of(string.getOctets());
        }
        throw malformed("octets");
    }

    static Bytes bits(ASN1Encodable value) throws MalformedOfdException {
        if (value.toASN1Primitive() instanceof ASN1BitString string && string.getPadBits() == 0) {
            return Bytes.of(string.getOctets());
        }
        throw malformed("bits");
    }

    static String identifier(ASN1Encodable value) throws MalformedOfdException {
        if (value.toASN1Primitive() instanceof ASN1ObjectIdentifier identifier) {
            return identifier.getId();
        }
        throw malformed("object identifier");
    }

    static int number(ASN1Encodable value) throws MalformedOfdException {
        if (value.toASN1Primitive() instanceof ASN1Integer integer) {
            BigInteger number = integer.getValue();
            if (number.signum() >= 0 && number.bitLength() < Integer.SIZE) {
                return number.intValue();
            }
        }
        throw malformed("number");
    }

    static String text(ASN1Encodable value) throws MalformedOfdException {
        if (value.toASN1Primitive() instanceof ASN1String string
                && string.getString().length() <= MAX_TEXT) {
            return string.getString();
        }
        throw malformed("text");
    }

    static Bytes encoded(ASN1Encodable value) throws MalformedOfdException {
        try {
            return Bytes.of(value.toASN1Primitive().getEncoded());
        } catch (IOException impossible) {
            throw malformed("ASN.1");
        }
    }

    X509Certificate certificate(Bytes der) throws MalformedOfdException {
        try {
            // A key that is no point of its curve is found out now, not when it is first used.
            return ReadableCertificates.require(certificates.parse(der));
        } catch (UnusableCertificateException | CertificateException unusable) {
            throw malformed("certificate");
        }
    }

    static Instant time(ASN1Encodable value) throws MalformedOfdException {
        return findTime(value).orElseThrow(() -> malformed("time"));
    }

    /** A time of ASN.1; in the first version also its digits, or its encoding, in a string of bits. */
    static Optional<Instant> findTime(ASN1Encodable value) throws MalformedOfdException {
        try {
            return switch (value.toASN1Primitive()) {
                case ASN1GeneralizedTime time -> Optional.of(time.getDate().toInstant());
                case ASN1UTCTime time -> Optional.of(time.getAdjustedDate().toInstant());
                case ASN1BitString string -> findTime(Bytes.of(string.getOctets()));
                default -> Optional.empty();
            };
        } catch (ParseException | RuntimeException malformed) {
            throw malformed("time");
        }
    }

    private static Optional<Instant> findTime(Bytes octets) {
        Matcher digits = PLAIN_TIME.matcher(octets.toUtf8());
        try {
            if (digits.matches()) {
                return Optional.of(LocalDateTime.parse(digits.group(1), DIGITS).toInstant(ZoneOffset.UTC));
            }
            return switch (ASN1Primitive.fromByteArray(octets.toArray())) {
                case ASN1GeneralizedTime time -> Optional.of(time.getDate().toInstant());
                case ASN1UTCTime time -> Optional.of(time.getAdjustedDate().toInstant());
                case null, default -> Optional.empty();
            };
        } catch (IOException
                | ParseException
                | DateTimeParseException
                | StackOverflowError
                | IllegalStateException other) {
            // Something else, such as a time-stamp token: then the list of parts says when.
            return Optional.empty();
        }
    }

    static MalformedOfdException malformed(String where) {
        return new MalformedOfdException(Reason.SEAL, where);
    }
}

package org.zhengzhao.signing.timestamp;

import java.math.BigInteger;
import java.security.Provider;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.timestamp.MalformedTimestampException.Reason;

/**
 * What a timestamp authority answered (TimeStampResp, RFC 3161 §2.4.2).
 *
 * @param texts what the authority wrote for people; it may be anything
 * @param failures why there is no token, where the authority says it
 * @param token there if and only if the status says so
 */
public record TimestampResponse(
        Status status, List<String> texts, Set<FailureInfo> failures, Optional<TimestampToken> token) {
    /** The longest response that is read. */
    public static final int MAX_OCTETS = TimestampToken.MAX_OCTETS + 4096;

    private static final int MAX_TEXTS = 16;
    private static final int MAX_TEXT = 1000;

    public TimestampResponse {
        Objects.requireNonNull(status);
        texts = List.copyOf(texts);
        failures = Set.copyOf(failures);
        if (status.hasToken() != token.isPresent()) {
            throw new IllegalArgumentException("a token is there if and only if it was granted");
        }
    }

    /** PKIStatus. */
    public enum Status {
        GRANTED,
        GRANTED_WITH_MODIFICATIONS,
        REJECTION,
        WAITING,
        REVOCATION_WARNING,
        REVOCATION_NOTIFICATION;

        public boolean hasToken() {
            return this == GRANTED || this == GRANTED_WITH_MODIFICATIONS;
        }
    }

    /** PKIFailureInfo, as far as RFC 3161 has it. */
    public enum FailureInfo {
        BAD_ALGORITHM(0),
        BAD_REQUEST(2),
        BAD_DATA_FORMAT(5),
        TIME_NOT_AVAILABLE(14),
        UNACCEPTED_POLICY(15),
        UNACCEPTED_EXTENSION(16),
        ADDITIONAL_INFORMATION_NOT_AVAILABLE(17),
        SYSTEM_FAILURE(25);

        private final int bit;

        FailureInfo(int bit) {
            this.bit = bit;
        }
    }

    /**
     * Reads a response, and nothing after it.
     *
     * @param provider Bouncy Castle, made once by the caller
     */
    public static TimestampResponse parse(Bytes octets, Provider provider) throws MalformedTimestampException {
        return Asn1Octets.attempt(Reason.RESPONSE, () -> {
            ASN1Sequence response = ASN1Sequence.getInstance(Asn1Octets.read(octets, MAX_OCTETS));
            if (response.size() < 1 || response.size() > 2) {
                throw new MalformedTimestampException(Reason.RESPONSE);
            }
            PKIStatusInfo info = PKIStatusInfo.getInstance(response.getObjectAt(0));
            Status status = status(info.getStatus());
            if (status.hasToken() != (response.size() == 2)) {
                throw new MalformedTimestampException(Reason.RESPONSE);
            }
            Optional<TimestampToken> token = status.hasToken()
                    ? Optional.of(TimestampToken.parse(
                            Bytes.of(response.getObjectAt(1).toASN1Primitive().getEncoded()), provider))
                    : Optional.empty();
            return new TimestampResponse(status, texts(info.getStatusString()), failures(info.getFailInfo()), token);
        });
    }

    private static Status status(BigInteger number) throws MalformedTimestampException {
        int limit = Status.values().length;
        if (number.signum() < 0 || number.compareTo(BigInteger.valueOf(limit)) >= 0) {
            throw new MalformedTimestampException(Reason.RESPONSE);
        }
        return Status.values()[number.intValueExact()];
    }

    private static List<String> texts(PKIFreeText text) throws MalformedTimestampException {
        if (text == null) {
            return List.of();
        }
        if (text.size() > MAX_TEXTS) {
            throw new MalformedTimestampException(Reason.TOO_LARGE);
        }
        return IntStream.range(0, text.size())
                .mapToObj(i -> text.getStringAtUTF8(i).getString())
                .map(line -> line.substring(0, Math.min(line.length(), MAX_TEXT)))
                .toList();
    }

    private static Set<FailureInfo> failures(ASN1BitString bits) {
        Set<FailureInfo> failures = EnumSet.noneOf(FailureInfo.class);
        if (bits != null) {
            byte[] octets = bits.getBytes();
            for (FailureInfo failure : FailureInfo.values()) {
                if (failure.bit / 8 < octets.length && (octets[failure.bit / 8] & 0x80 >> failure.bit % 8) != 0) {
                    failures.add(failure);
                }
            }
        }
        return failures;
    }
}

package org.zhengzhao.signing.timestamp;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;

/**
 * What a timestamp says (TSTInfo, RFC 3161 §2.4.2).
 *
 * @param policy object identifier of the policy under which the token was made
 * @param imprint what was timestamped
 * @param serialNumber number of the token, unique with the authority
 * @param time when the imprint was there
 * @param accuracy how far the true time may lie on either side; empty where the policy says it, or nobody
 * @param ordering whether tokens of the authority can be put in order by their times alone
 * @param nonce the number of the request
 * @param authority name of the authority: a hint, the signature says who it was
 */
public record TimestampInfo(
        String policy,
        Imprint imprint,
        BigInteger serialNumber,
        Instant time,
        Optional<Duration> accuracy,
        boolean ordering,
        Optional<BigInteger> nonce,
        Optional<String> authority) {
    public TimestampInfo {
        Objects.requireNonNull(policy);
        Objects.requireNonNull(imprint);
        Objects.requireNonNull(serialNumber);
        Objects.requireNonNull(time);
        Objects.requireNonNull(accuracy);
        Objects.requireNonNull(nonce);
        Objects.requireNonNull(authority);
    }

    /**
     * A digest and how it was made.
     *
     * @param identifier object identifier of the hash
     * @param algorithm the hash, where it is one that is known here
     */
    public record Imprint(String identifier, Optional<HashAlgorithm> algorithm, Bytes digest) {
        public Imprint {
            Objects.requireNonNull(identifier);
            Objects.requireNonNull(algorithm);
            Objects.requireNonNull(digest);
        }
    }
}

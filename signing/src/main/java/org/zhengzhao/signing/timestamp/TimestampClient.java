package org.zhengzhao.signing.timestamp;

import java.io.IOException;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;

/** Asks one authority, and hands out only tokens that hold and answer what was asked, in their tight form. */
public final class TimestampClient implements Timestamper {
    /** Before the first answer is known. Authorities seen so far need 1 to 6 KiB. */
    private static final int FIRST_GUESS = 6 * 1024;

    private final TimestampTransport transport;
    private final TimestampVerifier verifier;
    private final HashAlgorithm algorithm;
    private final Optional<String> policy;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Provider provider;
    private final AtomicInteger longestSeen = new AtomicInteger();

    /**
     * @param verifier knows which authorities are trusted
     * @param policy object identifier of the policy that tokens are to be under
     * @param clock tells whether a token is of a later time than now
     * @param provider Bouncy Castle, made once by the caller
     */
    public TimestampClient(
            TimestampTransport transport,
            TimestampVerifier verifier,
            HashAlgorithm algorithm,
            Optional<String> policy,
            InstantSource clock,
            SecureRandom random,
            Provider provider) {
        this.transport = Objects.requireNonNull(transport);
        this.verifier = Objects.requireNonNull(verifier);
        this.algorithm = Objects.requireNonNull(algorithm);
        this.policy = Objects.requireNonNull(policy);
        this.clock = Objects.requireNonNull(clock);
        this.random = Objects.requireNonNull(random);
        this.provider = Objects.requireNonNull(provider);
    }

    @Override
    public HashAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public int expectedOctets() {
        int seen = longestSeen.get();
        return seen == 0 ? FIRST_GUESS : seen;
    }

    @Override
    public Outcome stamp(Bytes imprint) {
        TimestampRequest plain = TimestampRequest.of(algorithm, imprint, random);
        TimestampRequest request = policy.map(plain::withPolicy).orElse(plain);
        try {
            TimestampResponse response = TimestampResponse.parse(transport.exchange(request.octets()), provider);
            if (response.token().isEmpty()) {
                return new Outcome.Failed(
                        "the timestamp authority answered " + response.status() + " " + response.failures());
            }
            TimestampToken token = response.token().get();
            TimestampJudgement judgement = verifier.judge(token, request, clock.instant());
            if (!judgement.holds()) {
                return new Outcome.Failed("the token of the timestamp authority is refused: " + judgement.problems());
            }
            TimestampToken tight = token.tight(judgement.path());
            longestSeen.accumulateAndGet(tight.octets().length(), Math::max);
            return new Outcome.Stamped(tight);
        } catch (MalformedTimestampException malformed) {
            return new Outcome.Failed("the timestamp authority's answer cannot be read: " + malformed.reason());
        } catch (IOException unreachable) {
            return new Outcome.Failed("the timestamp authority did not answer: " + unreachable.getMessage());
        }
    }
}

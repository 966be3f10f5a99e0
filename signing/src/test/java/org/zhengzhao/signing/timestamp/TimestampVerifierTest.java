package org.zhengzhao.signing.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestTimestampAuthority;
import org.zhengzhao.signing.testkit.TestTimestampAuthority.Habit;

class TimestampVerifierTest {
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TIME = Instant.parse("2026-03-02T02:00:00Z");
    private static final Bytes DATA = Bytes.utf8("what is to be timestamped");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TestTimestampAuthority AUTHORITY = new TestTimestampAuthority(MADE);
    private static final TimestampVerifier VERIFIER =
            new TimestampVerifier(List.of(AUTHORITY.root()), TestPki.PROVIDER);

    private static TimestampRequest request(HashAlgorithm algorithm) {
        return TimestampRequest.of(algorithm, algorithm.digest(TestPki.PROVIDER, DATA), RANDOM);
    }

    private static TimestampToken token(TestTimestampAuthority authority, TimestampRequest request)
            throws MalformedTimestampException {
        return TimestampResponse.parse(authority.respond(request.octets(), TIME), TestPki.PROVIDER)
                .token()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(
            value = HashAlgorithm.class,
            names = {"SHA256", "SHA384", "SHA512", "SM3"})
    void judge_answerToRequest_holds(HashAlgorithm algorithm) throws MalformedTimestampException {
        TimestampRequest request = request(algorithm).withPolicy(TestTimestampAuthority.POLICY);

        TimestampToken token = token(AUTHORITY, request);
        TimestampJudgement judgement = VERIFIER.judge(token, request, TIME);

        assertThat(judgement.problems()).isEmpty();
        assertThat(judgement.signer()).contains(AUTHORITY.certificate());
        assertThat(judgement.path()).containsExactly(AUTHORITY.certificate(), AUTHORITY.root());
        assertThat(judgement.info().time()).isEqualTo(TIME);
        assertThat(judgement.info().accuracy()).contains(Duration.ofSeconds(1));
        assertThat(judgement.info().nonce()).isEqualTo(request.nonce());
        assertThat(token.imprintMatches(DATA)).isTrue();
        assertThat(token.imprintMatches(Bytes.utf8("something else"))).isFalse();
    }

    @Test
    void request_writtenAndRead_isTheSame() throws MalformedTimestampException {
        TimestampRequest request = request(HashAlgorithm.SHA384).withPolicy("1.2.3.4");
        assertThat(TimestampRequest.parse(request.octets())).isEqualTo(request);
    }

    @Test
    void judge_answerToAnotherRequest_isNamed() throws MalformedTimestampException {
        TimestampRequest asked = request(HashAlgorithm.SHA256);
        TimestampToken token = token(AUTHORITY, asked);

        assertThat(VERIFIER.judge(token, request(HashAlgorithm.SHA256), TIME).problems())
                .containsExactly(TimestampProblem.NONCE_MISMATCH);
        assertThat(VERIFIER.judge(token, asked.withPolicy("1.2.3.4"), TIME).problems())
                .containsExactly(TimestampProblem.POLICY_MISMATCH);
        TimestampRequest otherImprint = new TimestampRequest(
                asked.algorithm(),
                HashAlgorithm.SHA256.digest(TestPki.PROVIDER, Bytes.utf8("other")),
                asked.nonce(),
                true,
                Optional.empty());
        assertThat(VERIFIER.judge(token, otherImprint, TIME).problems())
                .containsExactly(TimestampProblem.IMPRINT_MISMATCH);
        TimestampRequest silent = new TimestampRequest(
                asked.algorithm(), asked.imprint(), Optional.of(BigInteger.ONE), false, Optional.empty());
        assertThat(VERIFIER.judge(token(AUTHORITY, silent), asked, TIME).problems())
                .containsExactly(
                        TimestampProblem.NONCE_MISMATCH,
                        TimestampProblem.CERTIFICATE_MISSING,
                        TimestampProblem.SIGNER_NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(
            value = Habit.class,
            names = {"USAGE_NOT_CRITICAL", "USAGE_NOT_SOLE", "NO_USAGE"})
    void judge_certificateNotForTimestampsAlone_isRefused(Habit habit) throws MalformedTimestampException {
        TestTimestampAuthority authority =
                new TestTimestampAuthority(MADE, Duration.ofDays(365), Set.of(habit), Optional.empty());
        TimestampRequest request = request(HashAlgorithm.SHA256);
        assertThat(new TimestampVerifier(List.of(authority.root()), TestPki.PROVIDER)
                        .judge(token(authority, request), request, TIME)
                        .problems())
                .containsExactly(TimestampProblem.NOT_FOR_TIMESTAMPING);
    }

    @Test
    void judge_certificateOfAnotherInTheBag_isNotTheSigner() throws MalformedTimestampException {
        TestTimestampAuthority attacker = new TestTimestampAuthority(MADE);
        TimestampRequest request = request(HashAlgorithm.SHA256);

        // GHSA-3xxc-pwj6-jgrj: the attacker signs, and puts a certificate of a trusted authority beside it.
        Bytes response =
                attacker.respond(request.octets(), TIME, List.of(AUTHORITY.certificate(), attacker.certificate()));
        TimestampToken token =
                TimestampResponse.parse(response, TestPki.PROVIDER).token().orElseThrow();

        assertThat(token.findSigner(List.of())).contains(attacker.certificate());
        assertThat(VERIFIER.judge(token, request, TIME).problems())
                .containsExactly(TimestampProblem.SIGNER_NOT_TRUSTED);
        Bytes without = attacker.respond(request.octets(), TIME, List.of(AUTHORITY.certificate()));
        assertThat(VERIFIER.judgeSigner(
                                TimestampResponse.parse(without, TestPki.PROVIDER)
                                        .token()
                                        .orElseThrow(),
                                TIME)
                        .problems())
                .containsExactly(TimestampProblem.SIGNER_NOT_FOUND);
    }

    @Test
    void judge_tokenThatBindsNoCertificate_isRefused() throws MalformedTimestampException {
        TestTimestampAuthority authority = new TestTimestampAuthority(
                MADE, Duration.ofDays(365), Set.of(Habit.SIGNER_NOT_BOUND), Optional.empty());
        TimestampToken token = token(authority, request(HashAlgorithm.SHA256));
        assertThat(new TimestampVerifier(List.of(authority.root()), TestPki.PROVIDER)
                        .judgeSigner(token, TIME)
                        .problems())
                .containsExactly(TimestampProblem.SIGNER_NOT_FOUND);
    }

    @Test
    void judge_certificateEndedSince_holdsAsOfItsTime() throws MalformedTimestampException {
        TestTimestampAuthority brief =
                new TestTimestampAuthority(MADE, Duration.ofDays(90), Set.of(), Optional.empty());
        TimestampRequest request = request(HashAlgorithm.SHA256);
        TimestampVerifier verifier = new TimestampVerifier(List.of(brief.root()), TestPki.PROVIDER);

        assertThat(verifier.judge(token(brief, request), request, TIME.plus(Duration.ofDays(1000)))
                        .problems())
                .isEmpty();
    }

    @Test
    void judge_tokenOfATimeAtWhichItsCertificateHadEnded_isRefused() throws MalformedTimestampException {
        TestTimestampAuthority brief =
                new TestTimestampAuthority(MADE, Duration.ofDays(30), Set.of(), Optional.empty());
        TimestampRequest request = request(HashAlgorithm.SHA256);
        TimestampVerifier verifier = new TimestampVerifier(List.of(brief.root()), TestPki.PROVIDER);

        assertThat(verifier.judge(token(brief, request), request, TIME).problems())
                .containsExactly(TimestampProblem.SIGNER_EXPIRED);
    }

    @Test
    void judge_tokenOfLater_isRefused() throws MalformedTimestampException {
        TimestampRequest request = request(HashAlgorithm.SHA256);
        assertThat(VERIFIER.judge(token(AUTHORITY, request), request, TIME.minus(Duration.ofHours(1)))
                        .problems())
                .containsExactly(TimestampProblem.TIME_IN_FUTURE);
    }

    @Test
    void judge_sha1Imprint_isTooWeakToday() throws MalformedTimestampException {
        TimestampRequest old = new TimestampRequest(
                HashAlgorithm.SHA1,
                HashAlgorithm.SHA1.digest(TestPki.PROVIDER, DATA),
                Optional.empty(),
                true,
                Optional.empty());
        assertThat(VERIFIER.judge(token(AUTHORITY, old), old, TIME).problems())
                .containsExactly(TimestampProblem.ALGORITHM_TOO_WEAK);
        assertThatThrownBy(() -> TimestampRequest.of(HashAlgorithm.SHA1, old.imprint(), RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tight_anyBitFlipped_isAnotherTokenOrNone() throws MalformedTimestampException {
        TimestampRequest request = request(HashAlgorithm.SHA256);
        TimestampToken token = token(AUTHORITY, request);
        List<X509Certificate> path = VERIFIER.judge(token, request, TIME).path();
        TimestampToken tight = token.tight(path);
        assertThat(VERIFIER.judge(tight, request, TIME).problems()).isEmpty();
        assertThat(tight.isTight(path)).isTrue();
        byte[] octets = tight.octets().toArray();
        for (int bit = 0; bit < octets.length * 8; bit += 11) {
            byte[] changed = octets.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(holdsTightly(Bytes.of(changed), request))
                    .as("bit " + bit)
                    .isFalse();
        }
    }

    private static boolean holdsTightly(Bytes octets, TimestampRequest request) {
        try {
            TimestampToken token = TimestampToken.parse(octets, TestPki.PROVIDER);
            TimestampJudgement judgement = VERIFIER.judge(token, request, TIME);
            return judgement.holds() && token.isTight(judgement.path());
        } catch (MalformedTimestampException broken) {
            return false;
        }
    }

    @Test
    void parse_refusal_saysWhy() throws MalformedTimestampException {
        TimestampResponse response =
                TimestampResponse.parse(AUTHORITY.refuse(PKIFailureInfo.systemFailure, "down"), TestPki.PROVIDER);
        assertThat(response.status()).isEqualTo(TimestampResponse.Status.REJECTION);
        assertThat(response.failures()).containsExactly(TimestampResponse.FailureInfo.SYSTEM_FAILURE);
        assertThat(response.texts()).containsExactly("down");
        assertThat(response.token()).isEmpty();
    }

    @Test
    void parse_garbage_throwsTheOneException() {
        Bytes token = AUTHORITY.token(request(HashAlgorithm.SHA256).octets(), TIME);
        List<Bytes> broken = List.of(
                Bytes.of(new byte[0]),
                Bytes.utf8("<html>Bad gateway</html>"),
                Bytes.of(new byte[TimestampResponse.MAX_OCTETS + 1]),
                token.slice(0, token.length() - 1),
                Bytes.hex(token.toHex() + "00"),
                Bytes.hex("3080".repeat(20_000)),
                Bytes.hex("3003020100"),
                Bytes.hex("30053003020100"));
        for (Bytes octets : broken) {
            assertThatThrownBy(() -> TimestampToken.parse(octets, TestPki.PROVIDER))
                    .isInstanceOf(MalformedTimestampException.class);
            assertThatThrownBy(() -> TimestampResponse.parse(octets, TestPki.PROVIDER))
                    .isInstanceOf(MalformedTimestampException.class);
            assertThatThrownBy(() -> TimestampRequest.parse(octets)).isInstanceOf(MalformedTimestampException.class);
        }
    }

    @Test
    void parsePadded_zerosAfterTheToken_arePassedOver() throws MalformedTimestampException {
        Bytes token = AUTHORITY.token(request(HashAlgorithm.SHA256).octets(), TIME);
        assertThat(TimestampToken.parsePadded(Bytes.hex(token.toHex() + "00".repeat(100)), TestPki.PROVIDER)
                        .octets())
                .isEqualTo(token);
        assertThatThrownBy(() -> TimestampToken.parsePadded(Bytes.hex(token.toHex() + "0001"), TestPki.PROVIDER))
                .isInstanceOf(MalformedTimestampException.class);
    }
}

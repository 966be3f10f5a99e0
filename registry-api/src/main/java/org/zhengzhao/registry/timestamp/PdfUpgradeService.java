package org.zhengzhao.registry.timestamp;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.license.PdfUpgrade;
import org.zhengzhao.registry.license.PdfUpgrade.Claimed;
import org.zhengzhao.registry.license.PdfUpgrade.Problem;
import org.zhengzhao.registry.license.PdfUpgrade.Result;
import org.zhengzhao.registry.license.PdfUpgradeRepository;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.verification.VerificationService;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.signing.evidence.Augmented;
import org.zhengzhao.signing.evidence.LongTermPdf;
import org.zhengzhao.signing.evidence.PadesLevel;
import org.zhengzhao.signing.evidence.UnusablePdfException;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.verify.CheckResult;
import org.zhengzhao.signing.verify.Claim;
import org.zhengzhao.signing.verify.Evidence;
import org.zhengzhao.signing.verify.Face;
import org.zhengzhao.signing.verify.Gap;
import org.zhengzhao.signing.verify.GapCode;
import org.zhengzhao.signing.verify.Outcome;
import org.zhengzhao.signing.verify.Verdict;

/**
 * Lifts the PDFs of licenses to the level of PAdES that is wanted.
 *
 * <p>Order of what happens, and what a crash leaves behind:
 *
 * <ol>
 *   <li>The license was stored with its PDF at B-B, and its row in the queue, in one transaction.
 *   <li>One transaction claims the row for a time and counts the attempt. A crash leaves a claim that ends by itself; then somebody
 *       else has it.
 *   <li>The authority is asked, revocation lists are collected, the new PDF is made and verified. Nothing is written, no row is
 *       locked. A crash loses a timestamp that nobody has seen.
 *   <li>One transaction writes what came of it and, where the new PDF is good, the PDF in the place of the old one, provided that the
 *       claim is still ours. A crash before its commit leaves the old PDF, after it the new one.
 * </ol>
 *
 * <p>The old PDF is the beginning of the new one, octet by octet: whoever was given it before has a signed license all the same.
 */
@ApplicationScoped
public class PdfUpgradeService {
    private static final Logger LOG = Logger.getLogger(PdfUpgradeService.class);
    /** Two timestamps, each asked for at most twice, and the lists of four authorities. */
    private static final int MOST_EXCHANGES = 8;

    private static final Duration COMPUTING = Duration.ofMinutes(1);
    private static final Duration BUSY_PAUSE = Duration.ofMillis(200);
    private static final int MOST_BUSY = 150;
    /** What may be otherwise tomorrow. */
    private static final Set<GapCode> MAY_PASS =
            EnumSet.of(GapCode.REVOCATION_UNKNOWN, GapCode.TIMESTAMP_NOT_TRUSTED, GapCode.NO_TRUST);

    private final PdfUpgradeRepository upgrades;
    private final TimestampAuthority authority;
    private final ValidationDataCollector collector;
    private final VerificationService verification;
    private final TimestampConfig config;
    private final Clock clock;
    private final LongTermPdf longTerm = new LongTermPdf(new BouncyCastleProvider());

    PdfUpgradeService(
            PdfUpgradeRepository upgrades,
            TimestampAuthority authority,
            ValidationDataCollector collector,
            VerificationService verification,
            TimestampConfig config,
            Clock clock) {
        this.upgrades = upgrades;
        this.authority = authority;
        this.collector = collector;
        this.verification = verification;
        this.config = config;
        this.clock = clock;
    }

    /** Whether a PDF waits and the authority may be asked. */
    public boolean due() {
        return authority.mayBeAsked() && QuarkusTransaction.requiringNew().call(upgrades::due);
    }

    /**
     * Takes the PDF that has waited longest and lifts it as far as it goes. Waits for the network.
     *
     * @return whether there was one
     */
    public boolean upgradeNext() {
        Instant until = clock.instant()
                .plus(config.timeout().multipliedBy(MOST_EXCHANGES))
                .plus(COMPUTING);
        Optional<Claimed> claimed = QuarkusTransaction.requiringNew().call(() -> upgrades.claim(until));
        claimed.ifPresent(this::upgrade);
        return claimed.isPresent();
    }

    /** One attempt. Never throws but when the node stops. */
    private void upgrade(Claimed claimed) {
        try {
            Lifted lifted = lift(claimed);
            if (!Thread.currentThread().isInterrupted()) {
                store(claimed, lifted);
            }
        } catch (UnusablePdfException unusable) {
            LOG.errorf("the PDF of %s cannot be read: %s", claimed.identifier().value(), unusable.reason());
            store(claimed, new Lifted(Result.givenUp(claimed.level(), Problem.PDF_UNUSABLE), Optional.empty()));
        } catch (RuntimeException failed) {
            if (Thread.currentThread().isInterrupted()) {
                // The node stops; the claim ends by itself.
                return;
            }
            LOG.errorf(
                    failed, "the PDF of %s was not lifted", claimed.identifier().value());
            store(claimed, new Lifted(again(claimed, claimed.level(), Problem.INTERNAL_ERROR), Optional.empty()));
        }
    }

    /** What came of an attempt; the PDF only where it is better than the stored one and was verified. */
    private record Lifted(Result result, Optional<Bytes> pdf) {}

    private void store(Claimed claimed, Lifted lifted) {
        boolean ours =
                QuarkusTransaction.requiringNew().call(() -> upgrades.finish(claimed, lifted.result(), lifted.pdf()));
        if (!ours) {
            LOG.infof(
                    "the PDF of %s was taken over by another node",
                    claimed.identifier().value());
        }
    }

    private Lifted lift(Claimed claimed) throws UnusablePdfException {
        PadesLevel wanted = config.level().orElse(PadesLevel.B_LT);
        if (!claimed.level().isBelow(wanted)) {
            return new Lifted(Result.done(claimed.level()), Optional.empty());
        }
        TimestampAuthority.Asking asking = authority.asking();
        ValidationDataCollector.Collecting collecting = collector.collecting();
        Augmented reached = longTerm.lift(claimed.pdf(), claimed.level(), wanted, asking, collecting);
        if (!claimed.level().isBelow(reached.level())) {
            return new Lifted(stuck(claimed, claimed.level(), asking, collecting), Optional.empty());
        }
        return switch (judge(claimed.identifier(), reached)) {
            case GOOD ->
                new Lifted(
                        reached.level().isBelow(wanted)
                                ? stuck(claimed, reached.level(), asking, collecting)
                                : Result.done(reached.level()),
                        Optional.of(reached.pdf()));
            case REFUSED -> new Lifted(again(claimed, claimed.level(), Problem.RESULT_REFUSED), Optional.empty());
            case HOPELESS -> new Lifted(Result.givenUp(claimed.level(), Problem.SIGNATURE_NOT_VALID), Optional.empty());
        };
    }

    /** It did not reach the level that is wanted. */
    private Result stuck(
            Claimed claimed,
            PadesLevel level,
            TimestampAuthority.Asking asking,
            ValidationDataCollector.Collecting collecting) {
        if (asking.problem().isPresent()) {
            return Result.again(level, asking.problem().get(), authority.askAgainAt());
        }
        if (collecting.nowhere() && config.level().isEmpty()) {
            return Result.done(level);
        }
        return again(claimed, level, Problem.VALIDATION_DATA_MISSING);
    }

    private Result again(Claimed claimed, PadesLevel level, Problem problem) {
        return Result.again(level, problem, clock.instant().plus(authority.wait(claimed.attempts())));
    }

    private enum Judgement {
        GOOD,
        REFUSED,
        HOPELESS
    }

    /** The new PDF must be the same license, with everything proven that was, and with a timestamp that holds. */
    private Judgement judge(LicenseIdentifier identifier, Augmented lifted) {
        if (!(verify(lifted.pdf()) instanceof Report.Judged judged)) {
            return Judgement.REFUSED;
        }
        Evidence evidence = judged.verdict().evidence();
        boolean same = judged.license()
                .filter(license -> license.identifier().equals(identifier))
                .isPresent();
        // Whether a license is in force today has nothing to do with its signature.
        boolean proven = Claim.requiredFor(Face.PDF).stream()
                .filter(claim -> claim != Claim.LICENSE_IN_FORCE)
                .allMatch(claim -> evidence.outcome(claim) == Outcome.PASSED);
        boolean contradicted = evidence.checks().stream()
                .filter(check -> check.claim() != Claim.LICENSE_IN_FORCE)
                .map(CheckResult::outcome)
                .anyMatch(outcome -> outcome == Outcome.FAILED || outcome == Outcome.OPEN);
        boolean stamped = evidence.outcome(Claim.TIMESTAMPS_HOLD) == Outcome.PASSED;
        boolean notRevoked =
                lifted.level().isBelow(PadesLevel.B_LT) || evidence.outcome(Claim.SIGNER_NOT_REVOKED) == Outcome.PASSED;
        if (same && proven && !contradicted && stamped && notRevoked) {
            return Judgement.GOOD;
        }
        Judgement judgement = stamped && !mayPass(judged.verdict()) ? Judgement.HOPELESS : Judgement.REFUSED;
        LOG.warnf(
                "the PDF of %s with its timestamp is not stored, because our own verification objects: %s",
                identifier.value(),
                evidence.checks().stream()
                        .filter(check -> check.outcome() == Outcome.FAILED || check.outcome() == Outcome.OPEN)
                        .map(check -> check.claim().id())
                        .toList());
        return judgement;
    }

    private static boolean mayPass(Verdict verdict) {
        List<Gap> gaps = switch (verdict) {
            case Verdict.Valid valid -> List.of();
            case Verdict.Invalid invalid -> invalid.gaps();
            case Verdict.Undetermined undetermined -> undetermined.gaps();
        };
        return verdict instanceof Verdict.Undetermined && gaps.stream().allMatch(gap -> MAY_PASS.contains(gap.code()));
    }

    /** Waits for a place on the compute pool: requests go first, and a timestamp that was had is not thrown away. */
    private Report verify(Bytes pdf) {
        for (int attempt = 0; ; attempt++) {
            try {
                return verification.verifySignatures("pdf", pdf);
            } catch (RegistryException refused) {
                if (refused.type() != ProblemType.BUSY || attempt == MOST_BUSY) {
                    throw refused;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BUSY_PAUSE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopping", stopping);
        }
    }

    /** Upgrades in a state, in the order in which their licenses were issued. */
    public List<PdfUpgrade> page(PdfUpgrade.State state, Optional<LicenseIdentifier> after, int limit) {
        return QuarkusTransaction.requiringNew().call(() -> upgrades.page(state, after, limit));
    }
}

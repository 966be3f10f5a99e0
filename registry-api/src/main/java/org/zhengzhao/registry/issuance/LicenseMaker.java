package org.zhengzhao.registry.issuance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.license.FaceKind;
import org.zhengzhao.registry.license.IntentRepository;
import org.zhengzhao.registry.license.IntentRepository.PdfIntent;
import org.zhengzhao.registry.license.IssuanceIntent;
import org.zhengzhao.registry.license.IssuanceIntent.Reason;
import org.zhengzhao.registry.license.NewLicense;
import org.zhengzhao.registry.lifecycle.EventSigner;
import org.zhengzhao.registry.lifecycle.EventStatement;
import org.zhengzhao.registry.lifecycle.SignedEvent;
import org.zhengzhao.registry.platform.compute.ComputePool;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseDigest;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.Decision;
import org.zhengzhao.schema.lifecycle.LicenseEvent;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.face.PreparedFaces;
import org.zhengzhao.signing.face.PreparedSeal;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.status.StatusReference;

/**
 * Makes signed licenses of checked orders, however many at a time. What a key will sign is recorded and committed before the key
 * is touched.
 *
 * <p>Order of what happens, and what a crash leaves behind:
 *
 * <ol>
 *   <li>The faces are prepared on the compute pool: rules, certificate, printability, room in the QR symbol; the pages are drawn.
 *       A crash leaves nothing.
 *   <li>The intents are written, in a transaction of their own. A crash leaves open intents without a signature.
 *   <li>The credentials are signed on the pool, compared with what was prepared, and the PDFs that carry them completed. A crash
 *       leaves open intents; a signature may have been made that nobody has seen.
 *   <li>What will be signed for the PDFs is added to the intents, in a transaction of its own. A crash leaves the same.
 *   <li>The PDFs are signed on the pool and compared with what was prepared; so is the first entry of each history. A crash leaves
 *       the same; the intents say so by their {@code pdf_digest}.
 *   <li>The caller stores the licenses and ends the intents in one transaction ({@link LicenseStore#add}). Without an open
 *       intent that says the same nothing can be stored.
 * </ol>
 *
 * <p>An intent that nobody ends stays open for ever and is shown to the operator. Its identifier is never drawn again: the row's
 * primary key would refuse it. The identifier of a next version is not drawn but follows from the one before; each attempt to make
 * it has an intent of its own, and one of them at most ends with a license.
 */
@Singleton
class LicenseMaker {
    /** Drawn identifiers have this version; they are meant for one license only. */
    static final int FIRST_VERSION = 1;

    private static final Logger LOG = Logger.getLogger(LicenseMaker.class);

    private final FaceMaker faces;
    private final IntentRepository intents;
    private final EventSigner events;
    private final TimeOrderedIds ids;
    private final ComputePool pool;

    LicenseMaker(FaceMaker faces, IntentRepository intents, EventSigner events, TimeOrderedIds ids, ComputePool pool) {
        this.faces = faces;
        this.intents = intents;
        this.events = events;
        this.ids = ids;
        this.pool = pool;
    }

    /**
     * A checked order with the content that was fixed for it.
     *
     * @param decision its evidence, where there is any
     * @param key of the issuing authority, in force at {@code now}
     * @param recordKey signs the first entry of the history
     * @param status where the status of the license will be published
     */
    record Planned(
            IssueOrder order,
            LicenseContent content,
            Optional<Decision> decision,
            SigningKey key,
            SigningKey recordKey,
            Optional<StatusReference> status,
            Instant now,
            String createdBy,
            boolean sample) {}

    private record Prepared(Planned planned, UUID attempt, PreparedFaces faces) {
        IssuanceIntent.Key intent() {
            return new IssuanceIntent.Key(planned.content().identifier(), attempt);
        }
    }

    private record Sealable(Prepared prepared, PreparedSeal seal) {}

    /** Signed licenses in the order of what was planned, ready to be stored by the caller. All of them, or none. */
    List<MadeLicense> make(List<Planned> planned) {
        // One place for all steps: a request is refused before its intents are recorded, or not at all.
        try (ComputePool.Place place = pool.reserve()) {
            return make(planned, place);
        }
    }

    private List<MadeLicense> make(List<Planned> planned, ComputePool.Place place) {
        List<Prepared> prepared =
                place.run(() -> planned.stream().map(this::prepare).toList());
        QuarkusTransaction.requiringNew()
                .run(() -> intents.record(
                        prepared.stream().map(LicenseMaker::intent).toList()));
        try {
            List<Sealable> sealable =
                    place.run(() -> prepared.stream().map(this::signCredential).toList());
            QuarkusTransaction.requiringNew()
                    .run(() -> intents.recordPdf(sealable.stream()
                            .map(each -> new PdfIntent(
                                    each.prepared().intent(), each.seal().pdfDigest()))
                            .toList()));
            return place.run(() -> sealable.stream().map(this::seal).toList());
        } catch (RuntimeException failed) {
            abandon(prepared.stream().map(Prepared::intent).toList(), reason(failed));
            throw told(failed);
        }
    }

    /** Refuses what could not be made now, as {@link #make} would before it records anything. */
    void check(List<Planned> planned) {
        try (ComputePool.Place place = pool.reserve()) {
            place.run(() -> planned.stream().map(this::prepare).toList());
        }
    }

    /** Ends intents for which no license will be stored. If even that fails they stay open and are shown to the operator. */
    void abandon(List<IssuanceIntent.Key> keys, Reason reason) {
        try {
            QuarkusTransaction.requiringNew().run(() -> intents.abandon(keys, reason));
        } catch (RuntimeException failed) {
            LOG.warnf("%d intents stay open: %s", keys.size(), failed.getClass().getSimpleName());
        }
    }

    private static Reason reason(RuntimeException failed) {
        if (failed instanceof RegistryException refused && refused.type() == ProblemType.BUSY) {
            return Reason.OVERLOADED;
        }
        return failed instanceof SigningFailedException ? Reason.SIGNING_FAILED : Reason.NOT_STORED;
    }

    /** A key store that fails is an operator's matter, not a bug. */
    private static RuntimeException told(RuntimeException failed) {
        if (failed instanceof SigningFailedException) {
            LOG.error("a key did not sign", failed);
            return new RegistryException(
                    ProblemType.SIGNING_UNAVAILABLE,
                    new Bilingual(
                            "密钥没有签署。没有颁发任何证照。请联系系统管理员。",
                            "The key did not sign. Nothing was issued. Ask the operator."));
        }
        return failed;
    }

    private Prepared prepare(Planned planned) {
        return new Prepared(
                planned,
                planned.content().identifier().version() == FIRST_VERSION ? IssuanceIntent.FIRST : ids.next(),
                faces.prepare(
                        planned.order(),
                        planned.content(),
                        planned.status(),
                        KeyCertificate.of(planned.key()),
                        planned.now()));
    }

    private static IssuanceIntent intent(Prepared prepared) {
        PreparedFaces made = prepared.faces();
        return new IssuanceIntent(
                made.identifier(),
                prepared.attempt(),
                made.licenseDigest(),
                made.credentialDigest(),
                made.drawingDigest(),
                Optional.empty(),
                made.certificate().fingerprint(),
                prepared.planned().now(),
                prepared.planned().createdBy());
    }

    private Sealable signCredential(Prepared prepared) {
        return new Sealable(
                prepared,
                faces.signCredential(prepared.faces(), prepared.planned().key()));
    }

    private MadeLicense seal(Sealable sealable) {
        Planned planned = sealable.prepared().planned();
        PreparedFaces made = sealable.prepared().faces();
        Bytes pdfDigest = sealable.seal().pdfDigest();
        Map<FaceKind, Bytes> signed = faces.seal(sealable.seal(), planned.key());
        NewLicense license = new NewLicense(
                planned.content(),
                sealable.prepared().attempt(),
                signed,
                new NewLicense.Signed(made.licenseDigest(), made.credentialDigest(), pdfDigest),
                planned.createdBy(),
                planned.sample());
        return new MadeLicense(license, issue(planned, made.licenseDigest()), planned.status());
    }

    /** The first entry of the history: in force from the first day of the license, which may lie before or after this one. */
    private SignedEvent issue(Planned planned, LicenseDigest digest) {
        LicenseEvent event = new LicenseEvent(
                ids.next(),
                1,
                Act.ISSUE,
                planned.content().validity().start(),
                planned.now().truncatedTo(ChronoUnit.MILLIS),
                planned.decision(),
                Optional.empty());
        return events.sign(
                new EventStatement(
                        planned.content().identifier(),
                        digest,
                        event,
                        planned.createdBy(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                planned.recordKey());
    }
}

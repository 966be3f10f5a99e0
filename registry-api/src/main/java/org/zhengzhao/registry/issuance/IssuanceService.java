package org.zhengzhao.registry.issuance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.zhengzhao.registry.authority.AuthorityRepository;
import org.zhengzhao.registry.authority.RegisteredAuthority;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.catalogue.CataloguedType;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.license.IssuanceIntent.Reason;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.license.StoredLicense;
import org.zhengzhao.registry.lifecycle.EventSigner;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.lifecycle.LifecycleRepository;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.IdempotencyRepository;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.status.StatusIndexes;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.status.StatusReference;

/**
 * Issues licenses.
 *
 * <p>Order of what happens, and what a crash leaves behind:
 *
 * <ol>
 *   <li>One read: whether the same request was answered before, the type, the right to issue it, the number on the license.
 *       Nothing is written.
 *   <li>The order is checked whole; errors are collected. Nothing is written.
 *   <li>The identifier is drawn and the content fixed. Nothing is written.
 *   <li>{@link LicenseMaker} prepares both faces, records what is about to be signed, signs, and compares. A crash leaves an intent
 *       without a license, which the operator sees, and at most signatures that nobody has seen.
 *   <li>One transaction writes idempotency key, license, holders, faces and the first entry of the
 *       history, and ends the intent. Before its commit no license
 *       exists, after it everything does; the caller is answered after the commit. A caller that got no answer repeats the
 *       request with the same idempotency key and gets the license that was made, or makes it under a new identifier.
 * </ol>
 */
@ApplicationScoped
public class IssuanceService {
    private final CatalogueService catalogue;
    private final AuthorityRepository authorities;
    private final LicenseRepository licenses;
    private final LifecycleRepository lifecycles;
    private final LicenseStore store;
    private final IdempotencyRepository idempotency;
    private final KeyRing keys;
    private final EventSigner events;
    private final LicenseMaker maker;
    private final SerialNumbers serials;
    private final StatusIndexes indexes;
    private final Clock clock;

    IssuanceService(
            CatalogueService catalogue,
            AuthorityRepository authorities,
            LicenseRepository licenses,
            LifecycleRepository lifecycles,
            LicenseStore store,
            IdempotencyRepository idempotency,
            KeyRing keys,
            EventSigner events,
            LicenseMaker maker,
            SerialNumbers serials,
            StatusIndexes indexes,
            Clock clock) {
        this.catalogue = catalogue;
        this.authorities = authorities;
        this.licenses = licenses;
        this.lifecycles = lifecycles;
        this.store = store;
        this.idempotency = idempotency;
        this.keys = keys;
        this.events = events;
        this.maker = maker;
        this.serials = serials;
        this.indexes = indexes;
        this.clock = clock;
    }

    /**
     * What came of a request.
     *
     * @param replayed whether an earlier request with the same idempotency key had already issued the license
     */
    public record Issued(LicenseHistory license, boolean replayed) {}

    /** Issues the license that the order describes, on behalf of the caller's authority. */
    public Issued issue(Caller caller, Optional<IdempotencyKey> key, JsonValue.Members order, Bytes requestDigest) {
        return issue(
                new LicenseOrder(caller.authority(), Optional.empty(), order),
                new Origin.Direct(caller, Permission.ISSUE_LICENSE),
                new KeyedRequest(idempotency, caller.clientId(), key, requestDigest));
    }

    /** Issues the license that the order describes. */
    Issued issue(LicenseOrder order, Origin origin, Once once) {
        return switch (QuarkusTransaction.requiringNew().call(() -> start(order, origin, once))) {
            case Start.Answered answered -> new Issued(answered.license(), true);
            case Start.Ground ground -> store(once, make(ground, order, origin));
        };
    }

    /** Refuses an order that could not be carried out now. */
    ApprovedOrders.Checked check(LicenseOrder order, Origin origin) {
        Start.Ground ground = QuarkusTransaction.requiringNew().call(() -> ground(order, origin));
        LicenseMaker.Planned planned = plan(ground, order, origin, indexes::standIn);
        maker.check(List.of(planned));
        LicenseContent content = planned.content();
        return new ApprovedOrders.Checked(
                Act.ISSUE,
                content.identifier().type(),
                content.typeVersion(),
                content.number(),
                StoredLicense.areaOf(content.areaCode()),
                Optional.empty());
    }

    private Start start(LicenseOrder order, Origin origin, Once once) {
        Supplier<Optional<Start>> earlier = () -> findEarlier(once).map(Start.Answered::new);
        Optional<Start> answered = earlier.get();
        if (answered.isPresent()) {
            return answered.get();
        }
        try {
            return ground(order, origin);
        } catch (RegistryException refused) {
            if (refused.type() == ProblemType.LICENSE_NUMBER_TAKEN) {
                // The same request may have been answered since: the license that has the number is its own.
                return earlier.get().orElseThrow(() -> refused);
            }
            throw refused;
        }
    }

    private Issued store(Once once, MadeLicense license) {
        try {
            return new Issued(write(once, license), false);
        } catch (RuntimeException failed) {
            return afterConflict(once, license, failed);
        }
    }

    /** Issues a sample license, which may be shown to everybody. */
    public LicenseHistory issueSample(Uscc authority, JsonValue.Members order) {
        LicenseOrder sample = new LicenseOrder(authority, Optional.empty(), order);
        Origin origin = new Origin.Sample();
        Start.Ground ground = QuarkusTransaction.requiringNew().call(() -> ground(sample, origin));
        MadeLicense license = make(ground, sample, origin);
        try {
            return QuarkusTransaction.requiringNew()
                    .call(() -> store.add(List.of(license)).getFirst());
        } catch (RuntimeException failed) {
            maker.abandon(List.of(license.license().intent()), Reason.NOT_STORED);
            throw failed;
        }
    }

    /** What one read finds. */
    private sealed interface Start {
        record Answered(LicenseHistory license) implements Start {}

        record Ground(CataloguedType type, RegisteredAuthority authority) implements Start {}
    }

    private MadeLicense make(Start.Ground ground, LicenseOrder order, Origin origin) {
        return maker.make(List.of(
                        plan(ground, order, origin, () -> indexes.draw(1).getFirst())))
                .getFirst();
    }

    private LicenseMaker.Planned plan(
            Start.Ground ground, LicenseOrder order, Origin origin, Supplier<StatusReference> place) {
        RegisteredAuthority authority = ground.authority();
        Instant now = clock.instant();
        SigningKey sealingKey = keys.requireSealingKey(authority.code(), now);
        IssueOrder checked = new IssueOrderReader(
                        ground.type(), authority, LocalDate.ofInstant(now, ValidityPeriod.ZONE))
                .read(order.body());
        origin.requireMay(
                authority.code(), checked.type().code(), Optional.of(StoredLicense.areaOf(checked.areaCode())));
        LicenseContent content = content(checked, authority, now);
        return new LicenseMaker.Planned(
                checked,
                content,
                Optional.empty(),
                sealingKey,
                events.requireKey(now),
                Optional.of(place.get()),
                now,
                origin.clientId(),
                origin.sample());
    }

    /** What issuing rests on, in one read. */
    private Start.Ground ground(LicenseOrder order, Origin origin) {
        CataloguedType type = requireType(order.body());
        LicenseTypeCode code = type.definition().code();
        RegisteredAuthority authority =
                authorities.findIssuer(order.authority(), code).orElseThrow(IssuanceService::typeNotAuthorised);
        origin.requireMay(order.authority(), code, Optional.empty());
        origin.require(type.definition(), type.definition());
        String number = order.body().findText("number").orElse("");
        if (!number.isEmpty() && licenses.numberTaken(code, order.authority(), number)) {
            throw numberTaken();
        }
        return new Start.Ground(type, authority);
    }

    private CataloguedType requireType(JsonValue.Members order) {
        String code = order.findText(IssueOrderReader.TYPE_CODE)
                .orElseThrow(() -> new RegistryException(
                        ProblemType.VALIDATION_FAILED,
                        new Bilingual("请填写证照类型代码。", "Give the license type code."),
                        List.of(new ProblemError(
                                "/" + IssueOrderReader.TYPE_CODE,
                                "REQUIRED",
                                new Bilingual("请填写证照类型代码。", "Give the license type code.")))));
        try {
            return catalogue.requireCatalogued(LicenseTypeCode.parse(code));
        } catch (MalformedCodeException malformed) {
            throw CatalogueService.unknownType();
        }
    }

    private LicenseContent content(IssueOrder order, RegisteredAuthority authority, Instant now) {
        return new LicenseContent(
                new LicenseIdentifier(
                        order.type().code(), authority.code(), serials.next(now), LicenseMaker.FIRST_VERSION),
                order.type().version(),
                order.type().name(),
                order.number(),
                authority.onLicense(),
                order.holders(),
                order.issuedOn(),
                order.validity(),
                order.areaCode(),
                order.fields());
    }

    private LicenseHistory write(Once once, MadeLicense license) {
        return QuarkusTransaction.requiringNew().call(() -> {
            once.record(List.of(license.license().content().identifier()));
            return store.add(List.of(license)).getFirst();
        });
    }

    /**
     * Another request was faster: the same one, with the same key, or one with the same license number. Where a commit's answer
     * was lost the intent may have ended with the license; {@code abandon} leaves it alone then.
     */
    private Issued afterConflict(Once once, MadeLicense license, RuntimeException failed) {
        String constraint = DatabaseFailures.brokenConstraint(failed).orElse("");
        boolean sameRequest = failed instanceof FasterRequestException;
        boolean numberTaken = constraint.equals("license_number_once");
        maker.abandon(
                List.of(license.license().intent()),
                sameRequest ? Reason.SAME_REQUEST_WAS_FASTER : numberTaken ? Reason.NUMBER_TAKEN : Reason.NOT_STORED);
        if (sameRequest) {
            return QuarkusTransaction.requiringNew()
                    .call(() -> findEarlier(once))
                    .map(earlier -> new Issued(earlier, true))
                    .orElseThrow(() -> failed);
        }
        if (numberTaken) {
            throw numberTaken();
        }
        throw failed;
    }

    static RegistryException typeNotAuthorised() {
        return new RegistryException(
                ProblemType.TYPE_NOT_AUTHORISED,
                new Bilingual("请向目录管理部门申请该类型的颁发权限。", "Ask the type's steward for the right to issue it."));
    }

    /** An identifier has three digits for the version. */
    static RegistryException versionsUsedUp() {
        return new RegistryException(
                ProblemType.VALIDATION_FAILED,
                new Bilingual(
                        "此标识已到第 999 版；请另行颁发新证照。没有写入任何内容。",
                        "This is version 999, the last one. Issue a new license instead. Nothing was written."));
    }

    static RegistryException numberTaken() {
        return new RegistryException(
                ProblemType.LICENSE_NUMBER_TAKEN,
                new Bilingual("请核对编号；没有写入任何内容。", "Check the number. Nothing was written."));
    }

    private Optional<LicenseHistory> findEarlier(Once once) {
        return once.findEarlier().stream()
                .findFirst()
                .map(identifier -> lifecycles
                        .find(identifier)
                        .orElseThrow(() -> new IllegalStateException("a request without its license")));
    }

    static LicenseIdentifier parsed(String stored) {
        try {
            return LicenseIdentifier.parse(stored);
        } catch (MalformedCodeException corrupt) {
            throw new IllegalStateException("a stored identifier is broken", corrupt);
        }
    }
}

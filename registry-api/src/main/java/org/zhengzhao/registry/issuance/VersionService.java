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
import org.zhengzhao.registry.lifecycle.EventOrder;
import org.zhengzhao.registry.lifecycle.EventSigner;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.lifecycle.LifecycleRefusals;
import org.zhengzhao.registry.lifecycle.LifecycleRepository;
import org.zhengzhao.registry.lifecycle.LifecycleService;
import org.zhengzhao.registry.lifecycle.NewEvents;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.IdempotencyRepository;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.status.StatusIndexes;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.status.StatusReference;

/**
 * Issues next versions of licenses: change, renewal, reissue (变更、延续、补发).
 *
 * <p>Order of what happens, and what a crash leaves behind:
 *
 * <ol>
 *   <li>One read: the license with its events, whether the same request was answered before, the right to issue, the number.
 *       Nothing is written.
 *   <li>The order is completed by what the license says and checked whole; the act is held against the table. Nothing is written.
 *   <li>{@link LicenseMaker} makes the next version as it makes every license. A crash leaves an intent without a license.
 *   <li>The event that supersedes the version before is held against its history once more, as that is now, and signed.
 *   <li>One transaction writes that event where the history is still the same, the idempotency key, and the next version; it ends
 *       the intent. Both versions say of each other, or neither does. Where the history is another by now the step before is
 *       taken again; where the act is not allowed any more the intent is abandoned and nothing was written.
 * </ol>
 */
@ApplicationScoped
public class VersionService {
    private final CatalogueService catalogue;
    private final AuthorityRepository authorities;
    private final LicenseRepository licenses;
    private final LifecycleRepository lifecycles;
    private final LifecycleService lifecycle;
    private final LicenseStore store;
    private final IdempotencyRepository idempotency;
    private final KeyRing keys;
    private final EventSigner events;
    private final LicenseMaker maker;
    private final StatusIndexes indexes;
    private final Clock clock;

    VersionService(
            CatalogueService catalogue,
            AuthorityRepository authorities,
            LicenseRepository licenses,
            LifecycleRepository lifecycles,
            LifecycleService lifecycle,
            LicenseStore store,
            IdempotencyRepository idempotency,
            KeyRing keys,
            EventSigner events,
            LicenseMaker maker,
            StatusIndexes indexes,
            Clock clock) {
        this.catalogue = catalogue;
        this.authorities = authorities;
        this.licenses = licenses;
        this.lifecycles = lifecycles;
        this.lifecycle = lifecycle;
        this.store = store;
        this.idempotency = idempotency;
        this.keys = keys;
        this.events = events;
        this.maker = maker;
        this.indexes = indexes;
        this.clock = clock;
    }

    /** A request for a next version. */
    private record Request(LicenseIdentifier identifier, VersionOrder order, Origin origin) {}

    /** What one read finds. */
    private sealed interface Start {
        record Answered(LicenseHistory license) implements Start {}

        record Ground(LicenseHistory history, CataloguedType type, RegisteredAuthority authority) implements Start {}
    }

    /** Issues the next version of a license of the caller's authority. */
    IssuanceService.Issued issueNext(
            Caller caller,
            Optional<IdempotencyKey> key,
            LicenseIdentifier identifier,
            JsonValue.Members body,
            Bytes requestDigest) {
        return issueNext(
                new LicenseOrder(caller.authority(), Optional.of(identifier), body),
                new Origin.Direct(caller, Permission.ISSUE_NEXT_VERSION),
                new KeyedRequest(idempotency, caller.clientId(), key, requestDigest));
    }

    /** Issues the next version that the order describes. */
    IssuanceService.Issued issueNext(LicenseOrder asked, Origin origin, Once once) {
        VersionOrderReader reader = new VersionOrderReader();
        Request request = read(asked, reader, origin);
        return switch (QuarkusTransaction.requiringNew().call(() -> start(request, once))) {
            case Start.Answered answered -> new IssuanceService.Issued(answered.license(), true);
            case Start.Ground ground -> {
                Plan plan = plan(request, reader, ground, () -> indexes.draw(1).getFirst());
                yield store(
                        request,
                        once,
                        plan.supersession(),
                        maker.make(List.of(plan.next())).getFirst());
            }
        };
    }

    /** Refuses an order that could not be carried out now. */
    ApprovedOrders.Checked check(LicenseOrder asked, Origin origin) {
        VersionOrderReader reader = new VersionOrderReader();
        Request request = read(asked, reader, origin);
        Start.Ground ground = QuarkusTransaction.requiringNew().call(() -> ground(request, requireHistory(request)));
        LicenseMaker.Planned next =
                plan(request, reader, ground, indexes::standIn).next();
        maker.check(List.of(next));
        return new ApprovedOrders.Checked(
                request.order().kind(),
                request.identifier().type(),
                next.content().typeVersion(),
                next.content().number(),
                StoredLicense.areaOf(next.content().areaCode()),
                Optional.of(ground.history().license().area()));
    }

    private static Request read(LicenseOrder asked, VersionOrderReader reader, Origin origin) {
        LicenseIdentifier identifier = asked.predecessor().orElseThrow();
        if (!identifier.authority().equals(asked.authority())) {
            throw LifecycleRefusals.notIssuingAuthority();
        }
        origin.requireMay(identifier.authority(), identifier.type(), Optional.empty());
        return new Request(identifier, reader.read(asked.body()), origin);
    }

    /** The history first: where it has what the same request made, that is found too. */
    private Start start(Request request, Once once) {
        LicenseHistory history = requireHistory(request);
        Optional<LicenseHistory> earlier = findEarlier(once);
        return earlier.isPresent() ? new Start.Answered(earlier.get()) : ground(request, history);
    }

    private LicenseHistory requireHistory(Request request) {
        return lifecycles.find(request.identifier()).orElseThrow(LifecycleRefusals::unknownLicense);
    }

    private Start.Ground ground(Request request, LicenseHistory history) {
        VersionOrder order = request.order();
        LicenseContent content = history.license().content();
        LicenseTypeCode code = request.identifier().type();
        request.origin()
                .requireMay(
                        request.identifier().authority(),
                        code,
                        Optional.of(history.license().area()));
        RegisteredAuthority authority = authorities
                .findIssuer(request.identifier().authority(), code)
                .orElseThrow(IssuanceService::typeNotAuthorised);
        String number = order.changes().findText("number").orElse("");
        if (!number.isEmpty() && licenses.numberTaken(request.identifier(), number)) {
            throw IssuanceService.numberTaken();
        }
        CataloguedType current = catalogue.requireCatalogued(code);
        CataloguedType type =
                order.kind() == Act.REISSUE ? catalogue.requireCatalogued(code, content.typeVersion()) : current;
        request.origin().require(current.definition(), type.definition());
        return new Start.Ground(history, type, authority);
    }

    /** The next version, and what supersedes the one before. */
    private record Plan(LicenseMaker.Planned next, EventOrder supersession) {}

    private Plan plan(
            Request request, VersionOrderReader reader, Start.Ground ground, Supplier<StatusReference> place) {
        VersionOrder order = request.order();
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ValidityPeriod.ZONE);
        LicenseContent before = ground.history().license().content();
        IssueOrder checked = new IssueOrderReader(ground.type(), ground.authority(), today)
                .read(reader.complete(order, before, ground.type().definition(), today));
        reader.requireKept(order, checked, before);
        request.origin()
                .requireMay(
                        ground.authority().code(),
                        checked.type().code(),
                        Optional.of(StoredLicense.areaOf(checked.areaCode())));
        EventOrder supersession = supersession(order, checked, now);
        lifecycle.requireAdmitted(ground.history(), supersession);
        SigningKey sealingKey = keys.requireSealingKey(ground.authority().code(), now);
        return new Plan(
                new LicenseMaker.Planned(
                        checked,
                        content(checked, ground),
                        Optional.of(order.decision()),
                        sealingKey,
                        events.requireKey(now),
                        Optional.of(place.get()),
                        now,
                        request.origin().clientId(),
                        ground.history().license().sample()),
                supersession);
    }

    /** In force with the next version: at once, or on its first day where that lies ahead. */
    private static EventOrder supersession(VersionOrder order, IssueOrder next, Instant now) {
        Instant start = next.validity().start();
        return new EventOrder(
                order.kind(), start.isAfter(now) ? Optional.of(start) : Optional.empty(), order.decision());
    }

    private static LicenseContent content(IssueOrder order, Start.Ground ground) {
        LicenseIdentifier before = ground.history().license().content().identifier();
        return new LicenseContent(
                before.next().orElseThrow(IssuanceService::versionsUsedUp),
                order.type().version(),
                order.type().name(),
                order.number(),
                ground.authority().onLicense(),
                order.holders(),
                order.issuedOn(),
                order.validity(),
                order.areaCode(),
                order.fields(),
                Optional.of(before));
    }

    private IssuanceService.Issued store(Request request, Once once, EventOrder supersession, MadeLicense made) {
        try {
            for (int i = 0; i < LifecycleService.TRIES; i++) {
                LicenseHistory history = QuarkusTransaction.requiringNew().call(() -> requireHistory(request));
                Optional<LicenseHistory> earlier =
                        QuarkusTransaction.requiringNew().call(() -> findEarlier(once));
                if (earlier.isPresent()) {
                    maker.abandon(List.of(made.license().intent()), Reason.SAME_REQUEST_WAS_FASTER);
                    return new IssuanceService.Issued(earlier.get(), true);
                }
                NewEvents superseded = lifecycle.prepare(
                        history, supersession, request.origin().clientId(), events.requireKey(clock.instant()));
                Optional<LicenseHistory> stored =
                        QuarkusTransaction.requiringNew().call(() -> write(once, superseded, made));
                if (stored.isPresent()) {
                    return new IssuanceService.Issued(stored.get(), false);
                }
            }
        } catch (FasterRequestException faster) {
            // By the same request, or by another one under the same key; findEarlier says so.
            maker.abandon(List.of(made.license().intent()), Reason.SAME_REQUEST_WAS_FASTER);
            return QuarkusTransaction.requiringNew()
                    .call(() -> findEarlier(once))
                    .map(earlier -> new IssuanceService.Issued(earlier, true))
                    .orElseThrow(() -> faster);
        } catch (RegistryException refused) {
            maker.abandon(List.of(made.license().intent()), reason(refused));
            throw refused;
        } catch (RuntimeException failed) {
            throw afterFailure(made, failed);
        }
        maker.abandon(List.of(made.license().intent()), Reason.PREDECESSOR_CHANGED);
        throw LifecycleService.busy();
    }

    private static Reason reason(RegistryException refused) {
        if (refused.type() == ProblemType.BUSY) {
            return Reason.OVERLOADED;
        }
        boolean changed =
                refused.type() == ProblemType.TRANSITION_NOT_ALLOWED || refused.type() == ProblemType.LATER_EVENT;
        return changed ? Reason.PREDECESSOR_CHANGED : Reason.NOT_STORED;
    }

    private Optional<LicenseHistory> write(Once once, NewEvents superseded, MadeLicense made) {
        if (!lifecycles.append(superseded)) {
            return Optional.empty();
        }
        once.record(List.of(made.license().content().identifier()));
        return Optional.of(store.add(List.of(made)).getFirst());
    }

    private RuntimeException afterFailure(MadeLicense made, RuntimeException failed) {
        String constraint = DatabaseFailures.brokenConstraint(failed).orElse("");
        boolean numberTaken = constraint.equals("license_number_once");
        maker.abandon(List.of(made.license().intent()), numberTaken ? Reason.NUMBER_TAKEN : Reason.NOT_STORED);
        if (numberTaken) {
            return IssuanceService.numberTaken();
        }
        return failed;
    }

    private Optional<LicenseHistory> findEarlier(Once once) {
        return once.findEarlier().stream()
                .findFirst()
                .map(identifier -> lifecycles
                        .find(identifier)
                        .orElseThrow(() -> new IllegalStateException("a request without its license")));
    }
}

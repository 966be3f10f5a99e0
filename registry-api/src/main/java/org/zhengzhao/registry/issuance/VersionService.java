package org.zhengzhao.registry.issuance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.registry.authority.AuthorityRepository;
import org.zhengzhao.registry.authority.RegisteredAuthority;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.catalogue.CataloguedType;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.license.IssuanceIntent.Reason;
import org.zhengzhao.registry.license.LicenseRepository;
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
    private record Request(Caller caller, Optional<IdempotencyKey> key, LicenseIdentifier identifier, Bytes digest) {}

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
        if (!identifier.authority().equals(caller.authority())) {
            throw LifecycleRefusals.notIssuingAuthority();
        }
        VersionOrderReader reader = new VersionOrderReader();
        VersionOrder order = reader.read(body);
        Request request = new Request(caller, key, identifier, requestDigest);
        return switch (QuarkusTransaction.requiringNew().call(() -> start(request, order))) {
            case Start.Answered answered -> new IssuanceService.Issued(answered.license(), true);
            case Start.Ground ground -> issueNext(request, reader, order, ground);
        };
    }

    private Start start(Request request, VersionOrder order) {
        LicenseHistory history = lifecycles.find(request.identifier()).orElseThrow(LifecycleRefusals::unknownLicense);
        Optional<LicenseHistory> earlier = findEarlier(request);
        if (earlier.isPresent()) {
            return new Start.Answered(earlier.get());
        }
        LicenseContent content = history.license().content();
        LicenseTypeCode code = request.identifier().type();
        RegisteredAuthority authority = authorities
                .findIssuer(request.identifier().authority(), code)
                .orElseThrow(IssuanceService::typeNotAuthorised);
        String number = order.changes().findText("number").orElse("");
        if (!number.isEmpty() && licenses.numberTaken(request.identifier(), number)) {
            throw IssuanceService.numberTaken();
        }
        CataloguedType type = order.kind() == Act.REISSUE
                ? catalogue.requireCatalogued(code, content.typeVersion())
                : catalogue.requireCatalogued(code);
        return new Start.Ground(history, type, authority);
    }

    private IssuanceService.Issued issueNext(
            Request request, VersionOrderReader reader, VersionOrder order, Start.Ground ground) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ValidityPeriod.ZONE);
        LicenseContent before = ground.history().license().content();
        IssueOrder checked = new IssueOrderReader(ground.type(), ground.authority(), today)
                .read(reader.complete(order, before, ground.type().definition(), today));
        reader.requireKept(order, checked, before);
        EventOrder supersession = supersession(order, checked, now);
        lifecycle.requireAdmitted(ground.history(), supersession);
        SigningKey sealingKey = keys.requireSealingKey(ground.authority().code(), now);
        MadeLicense made = maker.make(List.of(new LicenseMaker.Draft(
                        checked,
                        content(checked, ground),
                        Optional.of(order.decision()),
                        sealingKey,
                        events.requireKey(now),
                        Optional.of(indexes.draw(1).getFirst()),
                        now,
                        request.caller().clientId(),
                        ground.history().license().sample())))
                .getFirst();
        return store(request, supersession, made);
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

    private IssuanceService.Issued store(Request request, EventOrder supersession, MadeLicense made) {
        try {
            for (int i = 0; i < LifecycleService.TRIES; i++) {
                LicenseHistory history = QuarkusTransaction.requiringNew()
                        .call(() ->
                                lifecycles.find(request.identifier()).orElseThrow(LifecycleRefusals::unknownLicense));
                Optional<LicenseHistory> earlier =
                        QuarkusTransaction.requiringNew().call(() -> findEarlier(request));
                if (earlier.isPresent()) {
                    maker.abandon(List.of(made.license().intent()), Reason.SAME_REQUEST_WAS_FASTER);
                    return new IssuanceService.Issued(earlier.get(), true);
                }
                NewEvents superseded = lifecycle.prepare(
                        history, supersession, request.caller().clientId(), events.requireKey(clock.instant()));
                Optional<LicenseHistory> stored =
                        QuarkusTransaction.requiringNew().call(() -> write(request, superseded, made));
                if (stored.isPresent()) {
                    return new IssuanceService.Issued(stored.get(), false);
                }
            }
            throw LifecycleService.busy();
        } catch (RegistryException refused) {
            maker.abandon(List.of(made.license().intent()), reason(refused));
            throw refused;
        } catch (RuntimeException failed) {
            throw afterFailure(request, made, failed);
        }
    }

    private static Reason reason(RegistryException refused) {
        boolean changed = refused.type() == ProblemType.TRANSITION_NOT_ALLOWED
                || refused.type() == ProblemType.LATER_EVENT
                || refused.type() == ProblemType.BUSY;
        return changed ? Reason.PREDECESSOR_CHANGED : Reason.NOT_STORED;
    }

    private Optional<LicenseHistory> write(Request request, NewEvents superseded, MadeLicense made) {
        if (!lifecycles.append(superseded)) {
            return Optional.empty();
        }
        request.key()
                .ifPresent(given -> idempotency.add(
                        request.caller().clientId(),
                        given,
                        request.digest(),
                        made.license().content().identifier().value()));
        return Optional.of(store.add(List.of(made)).getFirst());
    }

    private RuntimeException afterFailure(Request request, MadeLicense made, RuntimeException failed) {
        String constraint = DatabaseFailures.brokenConstraint(failed).orElse("");
        boolean numberTaken = constraint.equals("license_number_once");
        maker.abandon(List.of(made.license().intent()), numberTaken ? Reason.NUMBER_TAKEN : Reason.NOT_STORED);
        if (numberTaken) {
            return IssuanceService.numberTaken();
        }
        if (constraint.equals("idempotency_record_pkey")) {
            // The same key was used for another request at the same time: this tells so.
            QuarkusTransaction.requiringNew().run(() -> findEarlier(request));
        }
        return failed;
    }

    private Optional<LicenseHistory> findEarlier(Request request) {
        return request.key()
                .flatMap(given -> idempotency.findEarlier(request.caller().clientId(), given, request.digest()))
                .map(identifier -> lifecycles
                        .find(IssuanceService.parsed(identifier))
                        .orElseThrow(() -> new IllegalStateException("a key without its license")));
    }
}

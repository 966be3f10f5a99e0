package org.zhengzhao.registry.draft;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.draft.DraftMoves.Move;
import org.zhengzhao.registry.draft.DraftRules.DraftDecision;
import org.zhengzhao.registry.draft.DraftStep.Actor;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.People;
import org.zhengzhao.registry.identity.Person;
import org.zhengzhao.registry.issuance.ApprovedOrders;
import org.zhengzhao.registry.lifecycle.LifecycleRefusals;
import org.zhengzhao.registry.lifecycle.LifecycleService;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.IdempotencyRepository;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;

/**
 * Takes drafts from their making to their approval.
 *
 * <p>Order of what happens at each step, and what a crash leaves behind:
 *
 * <ol>
 *   <li>One read: the person, the draft, whether the same request was answered before. Nothing is written.
 *   <li>The step is held against the table, the people and the digest. Where an order comes, and again where it is approved, it
 *       is checked whole as if it were issued now. Nothing is written, nothing is signed.
 *   <li>One transaction moves the draft where it still has as many steps as were read, and writes step, order and idempotency key. Of two
 *       who act at once the second finds another number and begins again: it is judged by what the first one made of the draft.
 *   <li>An approval is issued then ({@link DraftIssuing}). A crash before that leaves the draft APPROVED, with a time at
 *       which a worker issues it.
 * </ol>
 */
@ApplicationScoped
class DraftService {
    private static final Logger LOG = Logger.getLogger(DraftService.class);
    private static final String KEY_TAKEN = "idempotency_record_pkey";

    private final DraftRepository drafts;
    private final ApprovedOrders orders;
    private final DraftIssuing issuing;
    private final People people;
    private final IdempotencyRepository idempotency;
    private final TimeOrderedIds ids;
    private final Clock clock;

    DraftService(
            DraftRepository drafts,
            ApprovedOrders orders,
            DraftIssuing issuing,
            People people,
            IdempotencyRepository idempotency,
            TimeOrderedIds ids,
            Clock clock) {
        this.drafts = drafts;
        this.orders = orders;
        this.issuing = issuing;
        this.people = people;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    /** A draft with everything that is shown of it. */
    record DraftView(Draft draft, List<DraftStep> steps, Optional<DraftOrder> order) {
        DraftView {
            steps = List.copyOf(steps);
        }
    }

    /**
     * What came of a request.
     *
     * @param replayed whether an earlier request with the same idempotency key had done it
     */
    record Done(DraftView view, boolean replayed) {}

    /** A draft of the caller's authority. */
    DraftView require(Caller caller, UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> view(requireDraft(caller, Permission.GET_LICENSE_DRAFT, id)));
    }

    /** What one read finds before a draft is made. */
    private record Beginning(Person person, Optional<DraftView> earlier) {}

    /** Makes a draft. */
    Done make(Caller caller, Optional<IdempotencyKey> key, JsonValue.Members body, Bytes requestDigest) {
        DraftOrder order = DraftOrder.read(body);
        Beginning beginning = QuarkusTransaction.requiringNew().call(() -> begin(caller, key, requestDigest));
        if (beginning.earlier().isPresent()) {
            return new Done(beginning.earlier().get(), true);
        }
        ApprovedOrders.Checked checked = check(caller, Permission.MAKE_LICENSE_DRAFT, order, Optional.empty());
        Instant now = now();
        Draft draft = new Draft(
                ids.next(),
                caller.authority(),
                checked.type(),
                checked.typeVersion(),
                checked.act(),
                order.predecessor(),
                DraftState.DRAFTED,
                1,
                1,
                order.digest(),
                beginning.person(),
                Optional.empty(),
                Optional.empty(),
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.of(checked.area()));
        DraftStep step = DraftStep.of(
                draft, DraftAct.DRAFT, Optional.of(new Actor(caller.clientId(), draft.maker())), Optional.empty());
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                key.ifPresent(given -> idempotency.add(
                        caller.clientId(), given, requestDigest, draft.id().toString()));
                drafts.add(draft, step, order, checked.number());
            });
            return new Done(new DraftView(draft, List.of(step), Optional.of(order)), false);
        } catch (RuntimeException failed) {
            if (!lostTo(failed)) {
                throw failed;
            }
            return QuarkusTransaction.requiringNew()
                    .call(() -> begin(caller, key, requestDigest))
                    .earlier()
                    .map(earlier -> new Done(earlier, true))
                    .orElseThrow(() -> failed);
        }
    }

    private Beginning begin(Caller caller, Optional<IdempotencyKey> key, Bytes requestDigest) {
        return new Beginning(
                people.require(caller),
                key.flatMap(given -> idempotency.findEarlier(caller.clientId(), given, requestDigest))
                        .map(made -> view(requireDraft(caller, Permission.MAKE_LICENSE_DRAFT, UUID.fromString(made)))));
    }

    /** Puts another order in the place of the one before; it has to be reviewed anew. */
    DraftView revise(Caller caller, UUID id, int expectedSteps, JsonValue.Members body) {
        DraftOrder order = DraftOrder.read(body);
        Start start = QuarkusTransaction.requiringNew()
                .call(() -> new Start(
                        people.require(caller),
                        requireDraft(caller, Permission.REVISE_LICENSE_DRAFT, id),
                        Optional.empty(),
                        false));
        if (start.draft().steps() != expectedSteps) {
            throw DraftRefusals.changed();
        }
        DraftRules.require(start.draft(), DraftAct.REVISE, caller.roles(), start.person());
        order.requireAbout(start.draft());
        ApprovedOrders.Checked checked = check(caller, Permission.REVISE_LICENSE_DRAFT, order, Optional.empty());
        Draft after =
                start.draft().revised(checked.act(), checked.typeVersion(), order.digest(), checked.area(), now());
        DraftStep step = DraftStep.of(after, DraftAct.REVISE, Optional.of(start.actor(caller)), Optional.empty());
        return QuarkusTransaction.requiringNew().call(() -> {
            if (!drafts.move(after, step)) {
                throw DraftRefusals.changed();
            }
            drafts.replaceOrder(id, order, checked.number());
            return new DraftView(after, drafts.steps(id), Optional.of(order));
        });
    }

    /**
     * What one read finds.
     *
     * @param order where it has to be checked once more
     */
    private record Start(Person person, Draft draft, Optional<DraftOrder> order, boolean answered) {
        Actor actor(Caller caller) {
            return new Actor(caller.clientId(), person);
        }
    }

    /** Records a decision; an approval is issued. */
    Done decide(Caller caller, Optional<IdempotencyKey> key, UUID id, DraftDecision decision, Bytes requestDigest) {
        for (int i = 0; i < LifecycleService.TRIES; i++) {
            Start start = QuarkusTransaction.requiringNew().call(() -> start(caller, key, id, decision, requestDigest));
            if (start.answered()) {
                issueApproved(start.draft());
                return new Done(require(caller, id), true);
            }
            Move move = DraftRules.require(start.draft(), decision, caller.roles(), start.person());
            if (decision.act() == DraftAct.APPROVE) {
                check(
                        caller,
                        Permission.DECIDE_ON_LICENSE_DRAFT,
                        start.order().orElseThrow(),
                        Optional.of(start.draft().typeVersion()));
            }
            Draft after = start.draft().after(move, Optional.of(start.person()), now());
            DraftStep step = DraftStep.of(after, decision.act(), Optional.of(start.actor(caller)), decision.reason());
            if (write(caller, key, after, step, requestDigest)) {
                issueApproved(after);
                return new Done(require(caller, id), false);
            }
        }
        throw LifecycleService.busy();
    }

    private Start start(
            Caller caller, Optional<IdempotencyKey> key, UUID id, DraftDecision decision, Bytes requestDigest) {
        Person person = people.require(caller);
        boolean answered = key.flatMap(given -> idempotency.findEarlier(caller.clientId(), given, requestDigest))
                .isPresent();
        Draft draft = requireDraft(caller, Permission.DECIDE_ON_LICENSE_DRAFT, id);
        return new Start(
                person,
                draft,
                decision.act() == DraftAct.APPROVE && draft.state() == DraftState.REVIEWED
                        ? drafts.findOrder(id)
                        : Optional.empty(),
                answered);
    }

    /** Whether nobody was faster. */
    private boolean write(
            Caller caller, Optional<IdempotencyKey> key, Draft after, DraftStep step, Bytes requestDigest) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                boolean moved = drafts.move(after, step);
                if (moved) {
                    key.ifPresent(given -> idempotency.add(
                            caller.clientId(), given, requestDigest, after.id().toString()));
                }
                return moved;
            });
        } catch (RuntimeException failed) {
            if (lostTo(failed)) {
                // The same key was used at the same time: found, and answered or refused, on the next try.
                return false;
            }
            throw failed;
        }
    }

    private static boolean lostTo(RuntimeException failed) {
        return DatabaseFailures.brokenConstraint(failed)
                .filter(KEY_TAKEN::equals)
                .isPresent();
    }

    /** The approval is on record whatever happens now: what fails is left to the worker, and the answer says APPROVED. */
    private void issueApproved(Draft draft) {
        if (draft.state() != DraftState.APPROVED) {
            return;
        }
        try {
            issuing.issue(draft.id());
        } catch (RuntimeException failed) {
            LOG.warnf(
                    "approved draft %s: %s; tried again shortly",
                    draft.id(), failed.getClass().getSimpleName());
        }
    }

    /** Before anything is looked up, that it is of the own authority; after it, that type and area are for whoever asks. */
    private ApprovedOrders.Checked check(
            Caller caller, Permission act, DraftOrder order, Optional<Integer> typeVersion) {
        order.predecessor().ifPresent(license -> LifecycleRefusals.requireMay(caller, act, license, Optional.empty()));
        ApprovedOrders.Checked checked =
                DraftOrder.checked(() -> orders.check(order.asked(caller.authority()), caller.clientId(), typeVersion));
        Stream.concat(Stream.of(checked.area()), checked.before().stream())
                .forEach(area -> LifecycleRefusals.requireMay(
                        caller, act, new Target.License(caller.authority(), checked.type(), Optional.of(area))));
        return checked;
    }

    private Draft requireDraft(Caller caller, Permission act, UUID id) {
        return drafts.find(id)
                .filter(draft -> AccessPolicy.allows(caller, act, draft.target()))
                .orElseThrow(DraftRefusals::unknown);
    }

    private DraftView view(Draft draft) {
        return new DraftView(draft, drafts.steps(draft.id()), drafts.findOrder(draft.id()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

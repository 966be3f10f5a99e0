package org.zhengzhao.registry.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.zhengzhao.registry.calendar.CalendarChanged;
import org.zhengzhao.registry.calendar.CalendarService;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.SharingClass;

/**
 * Takes requests for grants from receipt to decision. Every change, the record of it, and the grant that comes of it are one
 * transaction.
 */
@ApplicationScoped
public class GrantRequestService {
    private final GrantRequestRepository requests;
    private final GrantRepository grants;
    private final GrantService service;
    private final CalendarService calendar;
    private final GrantConfig config;

    GrantRequestService(
            GrantRequestRepository requests,
            GrantRepository grants,
            GrantService service,
            CalendarService calendar,
            GrantConfig config) {
        this.requests = requests;
        this.grants = grants;
        this.service = service;
        this.calendar = calendar;
        this.config = config;
    }

    /** Who acts, and why. */
    public record Actor(String clientId, String officer, String reason) {}

    /** A request with what was done to it. */
    public record History(GrantRequest request, List<GrantStep> steps) {
        public History {
            steps = List.copyOf(steps);
        }
    }

    /** Receives a request. The deadline depends on how what is asked for is shared. */
    @Transactional
    public GrantRequest submit(GrantTerms terms, Actor actor) {
        service.check(terms);
        SharingClass sharingClass = service.policy(terms.type()).classOf(terms.scope());
        LocalDate today = calendar.today();
        int days = switch (sharingClass) {
            case UNCONDITIONAL -> config.unconditionalDays();
            case CONDITIONAL -> config.conditionalDays();
            case NOT_SHARED -> throw new IllegalStateException("was refused before");
        };
        GrantRequest request = new GrantRequest(
                requests.nextId(),
                terms,
                actor.officer(),
                actor.reason(),
                RequestState.SUBMITTED,
                today,
                days,
                0,
                Optional.of(calendar.from(today).after(today, days)),
                Optional.empty());
        requests.add(request);
        requests.record(request.id(), RequestAct.SUBMIT, actor.clientId(), actor.officer(), actor.reason());
        return request;
    }

    /** Something is missing: the clock stops until the department has completed the request. Ask once, for everything. */
    @Transactional
    public History askToComplete(UUID id, Actor actor) {
        GrantRequest request = requireWaiting(id);
        return act(request, RequestState.INCOMPLETE, RequestAct.ASK_TO_COMPLETE, actor);
    }

    /** The department has completed its request: the clock goes on the day after. */
    @Transactional
    public History complete(Caller caller, UUID id, Actor actor) {
        GrantRequest request = requireOwn(caller, Permission.COMPLETE_GRANT_REQUEST, id);
        if (request.state() != RequestState.INCOMPLETE) {
            throw wrongState(request);
        }
        return act(
                request,
                request.extendedDays() > 0 ? RequestState.EXTENDED : RequestState.SUBMITTED,
                RequestAct.COMPLETE,
                actor);
    }

    /** More time, once, with the reason. */
    @Transactional
    public History extend(UUID id, int days, Actor actor) {
        GrantRequest request = requireWaiting(id);
        if (request.state() == RequestState.EXTENDED) {
            throw wrongState(request);
        }
        if (days < 1 || days > config.extensionDays()) {
            throw invalid(
                    "/days",
                    "应为 1 至 " + config.extensionDays() + " 个工作日。",
                    "Should be 1 to " + config.extensionDays() + " working days.");
        }
        return act(extended(request, days), RequestState.EXTENDED, RequestAct.EXTEND, actor);
    }

    /**
     * Grants what was asked for.
     *
     * @param from first day; today where it is left out, and no later than the data must be there
     * @param until last day, where the decision is for a shorter time than was asked for
     * @param dailyCap where the decision sets another than was asked for
     */
    @Transactional
    public History grant(
            UUID id, Optional<LocalDate> from, Optional<LocalDate> until, OptionalInt dailyCap, Actor actor) {
        GrantRequest request = requireWaiting(id);
        LocalDate today = calendar.today();
        LocalDate availableBy = calendar.from(today).after(today, config.availabilityDays());
        GrantTerms asked = request.terms();
        LocalDate first = from.orElse(asked.validFrom().isAfter(today) ? asked.validFrom() : today);
        Optional<LocalDate> last = until.or(asked::validUntil);
        if (from.isPresent() && first.isAfter(availableBy)) {
            throw invalid("/validFrom", "不得晚于 " + availableBy + "。", "Not later than " + availableBy + ".");
        }
        if (last.filter(first::isAfter).isPresent()) {
            throw invalid("/validUntil", "不得早于 " + first + "。", "Not before " + first + ".");
        }
        if (asked.validUntil().isPresent()
                && last.orElseThrow().isAfter(asked.validUntil().get())) {
            throw invalid("/validUntil", "不得超出申请的期限。", "Not beyond what was asked for.");
        }
        service.check(asked);
        GrantTerms terms = asked.decided(first, last, dailyCap.isPresent() ? dailyCap : asked.dailyCap());
        History decided = act(available(request, availableBy), RequestState.GRANTED, RequestAct.GRANT, actor);
        grants.add(terms, GrantOrigin.REQUESTED, Optional.of(id), actor.clientId());
        return decided;
    }

    /** Refuses, with reasons. */
    @Transactional
    public History refuse(UUID id, Actor actor) {
        return act(requireWaiting(id), RequestState.REFUSED, RequestAct.REFUSE, actor);
    }

    /** The department does not need it any more. */
    @Transactional
    public History withdraw(Caller caller, UUID id, Actor actor) {
        GrantRequest request = requireOwn(caller, Permission.WITHDRAW_GRANT_REQUEST, id);
        if (!request.state().open()) {
            throw wrongState(request);
        }
        return act(request, RequestState.WITHDRAWN, RequestAct.WITHDRAW, actor);
    }

    @Transactional
    public History history(UUID id) {
        GrantRequest request = requests.find(id).orElseThrow(GrantRequestService::unknown);
        return new History(request, steps(id));
    }

    /** Requests, oldest first; with {@code overdue}, those that should have been decided before today. */
    @Transactional
    public List<GrantRequest> page(
            Optional<Uscc> department, Optional<RequestState> state, boolean overdue, Optional<UUID> after, int rows) {
        return requests.page(
                department, state, overdue ? Optional.of(calendar.today()) : Optional.empty(), after, rows);
    }

    /** Counts all running deadlines anew, in the transaction in which the calendar was changed; three statements and one a change. */
    void recount(@Observes CalendarChanged changed) {
        List<GrantRequest> running = requests.running();
        if (running.isEmpty()) {
            return;
        }
        Map<UUID, List<GrantStep>> steps =
                requests.steps(running.stream().map(GrantRequest::id).toList());
        LocalDate earliest = running.stream()
                .map(GrantRequest::receivedOn)
                .min(LocalDate::compareTo)
                .orElseThrow();
        var days = calendar.from(earliest);
        for (GrantRequest request : running) {
            Optional<LocalDate> due = RequestClock.dueOn(request, steps.getOrDefault(request.id(), List.of()), days);
            if (!due.equals(request.dueOn())) {
                requests.change(with(request, request.state(), due));
            }
        }
    }

    private History act(GrantRequest request, RequestState next, RequestAct act, Actor actor) {
        requests.record(request.id(), act, actor.clientId(), actor.officer(), actor.reason());
        List<GrantStep> steps = steps(request.id());
        GrantRequest moved = with(request, next, Optional.empty());
        GrantRequest changed = with(moved, next, RequestClock.dueOn(moved, steps, calendar.from(request.receivedOn())));
        requests.change(changed);
        return new History(changed, steps);
    }

    private List<GrantStep> steps(UUID id) {
        return requests.steps(List.of(id)).getOrDefault(id, List.of());
    }

    private GrantRequest requireWaiting(UUID id) {
        GrantRequest request = requests.findForChange(id).orElseThrow(GrantRequestService::unknown);
        if (!request.state().waits()) {
            throw wrongState(request);
        }
        return request;
    }

    private GrantRequest requireOwn(Caller caller, Permission act, UUID id) {
        return requests.findForChange(id)
                .filter(request -> AccessPolicy.allows(
                        caller, act, new Target.Owned(request.terms().department())))
                .orElseThrow(GrantRequestService::unknown);
    }

    private static GrantRequest with(GrantRequest request, RequestState state, Optional<LocalDate> dueOn) {
        return new GrantRequest(
                request.id(),
                request.terms(),
                request.officer(),
                request.reason(),
                state,
                request.receivedOn(),
                request.allowedDays(),
                request.extendedDays(),
                dueOn,
                request.availableBy());
    }

    private static GrantRequest extended(GrantRequest request, int days) {
        return new GrantRequest(
                request.id(),
                request.terms(),
                request.officer(),
                request.reason(),
                request.state(),
                request.receivedOn(),
                request.allowedDays(),
                days,
                request.dueOn(),
                request.availableBy());
    }

    private static GrantRequest available(GrantRequest request, LocalDate availableBy) {
        return new GrantRequest(
                request.id(),
                request.terms(),
                request.officer(),
                request.reason(),
                request.state(),
                request.receivedOn(),
                request.allowedDays(),
                request.extendedDays(),
                request.dueOn(),
                Optional.of(availableBy));
    }

    private static RegistryException invalid(String pointer, String chinese, String english) {
        return new RegistryException(
                ProblemType.VALIDATION_FAILED,
                new Bilingual("请按 errors 逐项更正；没有写入任何内容。", "Correct each of errors. Nothing was written."),
                List.of(new ProblemError(pointer, "WRONG_VALUE", new Bilingual(chinese, english))));
    }

    private static RegistryException wrongState(GrantRequest request) {
        return new RegistryException(
                ProblemType.GRANT_REQUEST_STATE,
                new Bilingual("申请当前状态为 " + request.state() + "。", "The request's state is " + request.state() + "."));
    }

    static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_GRANT_REQUEST,
                new Bilingual("请用 GET /v1/grant-requests 查看。", "See GET /v1/grant-requests."));
    }
}

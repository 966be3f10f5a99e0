package org.zhengzhao.registry.draft;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.draft.DraftStep.Actor;
import org.zhengzhao.registry.issuance.ApprovedOrders;
import org.zhengzhao.registry.issuance.FasterRequestException;
import org.zhengzhao.registry.issuance.Once;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.LicenseIdentifier;

/**
 * Issues approved drafts: once each, however many try.
 *
 * <p>Order of what happens, and what a crash leaves behind:
 *
 * <ol>
 *   <li>The approval is committed before anything is signed; with it the time at which a worker comes. A crash leaves an
 *       approved draft, which that worker issues.
 *   <li>The order goes the way of every order ({@link ApprovedOrders}). A crash leaves an intent without a license, as there, and the
 *       draft as it was.
 *   <li>The transaction that stores the license moves the draft from APPROVED to ISSUED and writes the step that names the license;
 *       the database takes one such step a draft. Either all of it is there, or the draft is still APPROVED.
 * </ol>
 *
 * <p>What cannot be issued any more, since the number was taken or the license before it has ended, goes back to its maker with the
 * name of the problem. What cannot be issued now, since a key or the database is not there, stays approved.
 */
@ApplicationScoped
class DraftIssuing {
    private static final Logger LOG = Logger.getLogger(DraftIssuing.class);
    private static final int SERVER_ERROR = 500;

    private final DraftRepository drafts;
    private final ApprovedOrders orders;
    private final Clock clock;

    DraftIssuing(DraftRepository drafts, ApprovedOrders orders, Clock clock) {
        this.drafts = drafts;
        this.orders = orders;
        this.clock = clock;
    }

    private record Approved(Draft draft, DraftOrder order, Actor approver) {}

    /** Issues it where it is approved; does nothing otherwise. */
    void issue(UUID id) {
        Optional<Approved> approved = QuarkusTransaction.requiringNew().call(() -> findApproved(id));
        if (approved.isEmpty()) {
            return;
        }
        Draft draft = approved.get().draft();
        try {
            var _ = orders.issue(
                    approved.get().order().asked(draft.authority()),
                    approved.get().approver().clientId(),
                    draft.typeVersion(),
                    new ApprovedOnce(id));
        } catch (FasterRequestException faster) {
            LOG.debugf("draft %s was issued or returned by somebody else", id);
        } catch (RegistryException refused) {
            if (refused.type().status() >= SERVER_ERROR) {
                LOG.warnf(
                        "approved draft %s: %s; tried again shortly",
                        id, refused.type().slug());
            } else {
                refuse(draft, refused.type());
            }
        }
    }

    private Optional<Approved> findApproved(UUID id) {
        return drafts.find(id)
                .filter(draft -> draft.state() == DraftState.APPROVED)
                .map(draft -> new Approved(
                        draft,
                        drafts.findOrder(id).orElseThrow(() -> new IllegalStateException("approved without an order")),
                        drafts.steps(id).getLast().by().orElseThrow()));
    }

    /** Where somebody else issued it meanwhile, nothing is written: the draft has another step by then. */
    private void refuse(Draft draft, ProblemType problem) {
        DraftRules.find(draft, DraftAct.REFUSE_ISSUE).ifPresent(move -> {
            Draft after = draft.after(move, Optional.empty(), now());
            boolean returned =
                    QuarkusTransaction.requiringNew().call(() -> drafts.move(after, DraftStep.refused(after, problem)));
            if (returned) {
                LOG.infof("approved draft %s went back to its maker: %s", draft.id(), problem.slug());
            }
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The draft is the key under which it is issued once. */
    private final class ApprovedOnce implements Once {
        private final UUID id;

        ApprovedOnce(UUID id) {
            this.id = id;
        }

        @Override
        public List<LicenseIdentifier> findEarlier() {
            return drafts.find(id).flatMap(Draft::license).stream().toList();
        }

        @Override
        public void record(List<LicenseIdentifier> issued) {
            Draft approved = drafts.find(id)
                    .filter(draft -> draft.state() == DraftState.APPROVED)
                    .orElseThrow(FasterRequestException::new);
            if (issued.size() != 1) {
                throw new IllegalArgumentException("a draft is one license");
            }
            Draft after = approved.issued(issued.getFirst(), now());
            if (!drafts.move(after, DraftStep.of(after, DraftAct.ISSUE, Optional.empty(), Optional.empty()))) {
                throw new FasterRequestException();
            }
        }
    }
}

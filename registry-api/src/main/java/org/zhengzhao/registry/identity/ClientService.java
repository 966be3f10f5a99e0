package org.zhengzhao.registry.identity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/** What operators do with clients. */
@Singleton
class ClientService {
    private static final Logger LOG = Logger.getLogger(ClientService.class);

    private final ClientRepository clients;
    private final ClosedClients closed;
    private final Clock clock;

    ClientService(ClientRepository clients, ClosedClients closed, Clock clock) {
        this.clients = clients;
        this.closed = closed;
        this.clock = clock;
    }

    /** Registers a client; its secret, where it has one. */
    Optional<ClientSecret> register(ClientOrder.Order order) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                if (order.proof() instanceof ClientProof.Secret) {
                    return Optional.of(clients.add(order.client()));
                }
                clients.add(order.client(), order.proof());
                return Optional.empty();
            });
        } catch (RuntimeException failed) {
            throw refusal(DatabaseFailures.brokenConstraint(failed).orElse(""), failed);
        }
    }

    ClientRecord require(String clientId) {
        return QuarkusTransaction.requiringNew()
                .call(() -> clients.findRecord(clientId))
                .orElseThrow(ClientService::unknown);
    }

    /** Puts keys or certificates in the place of all that the client proved itself with. */
    ClientRecord replace(String clientId, ClientProof proof) {
        QuarkusTransaction.requiringNew().run(() -> clients.replaceCredentials(requireOpen(clientId), proof));
        LOG.infof("the credentials of client %s were replaced", clientId);
        return require(clientId);
    }

    /** A further secret; those that there are end after a while. */
    ClientSecret newSecret(String clientId, Duration keepOthersFor) {
        ClientSecret secret = QuarkusTransaction.requiringNew().call(() -> {
            ClientEntity held = requireOpen(clientId);
            ClientRecord known = clients.findRecord(clientId).orElseThrow();
            if (known.method() != AuthenticationMethod.CLIENT_SECRET) {
                throw state(
                        "此客户端用公钥或证书证明身份；改用密钥请先 PUT …/authentication。",
                        "The client proves itself with keys or certificates; change that with PUT …/authentication"
                                + " first.");
            }
            if (known.credentials().size() >= ClientProof.MOST && !keepOthersFor.isZero()) {
                throw state(
                        "有效密钥已有 4 个；请用 keepOthersFor 为 PT0S 结束其他密钥。",
                        "There are four secrets already; end them with a keepOthersFor of PT0S.");
            }
            return clients.addSecret(held, clock.instant().plus(keepOthersFor));
        });
        LOG.infof("client %s was given a new secret", clientId);
        return secret;
    }

    /** Closes a client for good. Its tokens end at once on this node, and on others as soon as they look. */
    ClientRecord close(String clientId, Caller operator) {
        if (operator.clientId().equals(clientId)) {
            throw state("不能停用自己；请由另一操作员办理。", "Nobody closes the own client; another operator has to.");
        }
        QuarkusTransaction.requiringNew().run(() -> {
            ClientEntity held = clients.hold(clientId).orElseThrow(ClientService::unknown);
            if (held.closedAt == null) {
                held.closedAt = clock.instant();
                // Nodes of the version before know nothing of closing, but find no secret.
                clients.replaceCredentials(held, new ClientProof.Secret());
            }
        });
        closed.add(clientId);
        LOG.infof("client %s was closed", clientId);
        return require(clientId);
    }

    private ClientEntity requireOpen(String clientId) {
        ClientEntity held = clients.hold(clientId).orElseThrow(ClientService::unknown);
        Instant closedAt = held.closedAt;
        if (closedAt != null) {
            throw state("此客户端已停用。请登记新的客户端。", "The client was closed. Register another one.");
        }
        return held;
    }

    private static RegistryException state(String chinese, String english) {
        return new RegistryException(ProblemType.CLIENT_STATE, new Bilingual(chinese, english));
    }

    private static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_CLIENT,
                new Bilingual(
                        "请对照 GET /v1/departments/{code}/systems 检查编号。",
                        "Check the id against GET /v1/departments/{code}/systems."));
    }

    private static RuntimeException refusal(String constraint, RuntimeException failed) {
        if (constraint.equals("client_region_code_fkey")) {
            return new RegistryException(
                    ProblemType.UNKNOWN_REGION,
                    new Bilingual("请先用 POST /v1/regions 登记该区划。", "Register it with POST /v1/regions first."));
        }
        if (constraint.endsWith("_fkey")) {
            return new RegistryException(
                    ProblemType.UNKNOWN_AUTHORITY,
                    new Bilingual("请先用 POST /v1/authorities 登记该机构。", "Register it with POST /v1/authorities first."));
        }
        if (constraint.endsWith("_pkey")) {
            return new RegistryException(
                    ProblemType.CLIENT_EXISTS, new Bilingual("请换一个客户端编号。", "Choose another client id."));
        }
        return failed;
    }
}

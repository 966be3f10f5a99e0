package org.zhengzhao.registry.identity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out whether a client is who it says. */
@Singleton
class ClientAuthentication {
    private static final String UNKNOWN = "unknown client, or not its credentials";

    private final ClientRepository clients;
    private final UsedAssertions assertions;
    private final FailedAttempts attempts;
    private final RegistryIssuer issuer;
    private final Clock clock;

    ClientAuthentication(
            ClientRepository clients,
            UsedAssertions assertions,
            FailedAttempts attempts,
            RegistryIssuer issuer,
            Clock clock) {
        this.clients = clients;
        this.assertions = assertions;
        this.attempts = attempts;
        this.issuer = issuer;
        this.clock = clock;
    }

    sealed interface Outcome {
        /** It is; its token is bound to the certificate where there is one. */
        record Known(Client client, Optional<String> thumbprint) implements Outcome {
            public Known {
                Objects.requireNonNull(client);
                Objects.requireNonNull(thumbprint);
            }
        }

        record Refused(String reason) implements Outcome {
            public Refused {
                Objects.requireNonNull(reason);
            }
        }

        /** Come back later. */
        record TooMany(Duration pause) implements Outcome {
            public TooMany {
                Objects.requireNonNull(pause);
            }
        }
    }

    Outcome authenticate(PresentedProof proof, String address) {
        return switch (proof) {
            case PresentedProof.Secret secret -> secret(secret, address);
            case PresentedProof.Assertion assertion -> assertion(assertion);
            case PresentedProof.Certificate certificate -> certificate(certificate);
        };
    }

    private Outcome secret(PresentedProof.Secret given, String address) {
        String clientId = given.clientId();
        Optional<Duration> pause = attempts.pause(clientId, given.secret(), address);
        if (pause.isPresent()) {
            return new Outcome.TooMany(pause.get());
        }
        Optional<Client> client =
                QuarkusTransaction.requiringNew().call(() -> clients.authenticate(clientId, given.secret()));
        if (client.isEmpty()) {
            attempts.failed(clientId, address);
            return new Outcome.Refused(UNKNOWN);
        }
        attempts.succeeded(clientId, given.secret());
        return new Outcome.Known(client.get(), Optional.empty());
    }

    private Outcome assertion(PresentedProof.Assertion given) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<Client> client = clients.findOpen(given.clientId());
            List<ClientKey> keys = clients.keys(given.clientId());
            if (client.isEmpty() || keys.isEmpty()) {
                return new Outcome.Refused(UNKNOWN);
            }
            return switch (AssertionCheck.check(
                    given.text(), given.clientId(), keys, issuer.audiences(), clock.instant())) {
                case AssertionCheck.Outcome.Refused refused -> new Outcome.Refused(refused.reason());
                case AssertionCheck.Outcome.Good good -> used(client.get(), good);
            };
        });
    }

    private Outcome used(Client client, AssertionCheck.Outcome.Good good) {
        return switch (assertions.use(client.clientId(), good)) {
            case FIRST -> new Outcome.Known(client, Optional.empty());
            case AGAIN -> new Outcome.Refused("the assertion was used before; make a new one, with a jti of its own");
            case TOO_MANY -> new Outcome.TooMany(Duration.ofSeconds(30));
        };
    }

    private Outcome certificate(PresentedProof.Certificate given) {
        ClientCertificate certificate = given.certificate();
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<Client> client = clients.findOpen(given.clientId());
            boolean own = clients.thumbprints(given.clientId()).contains(certificate.thumbprint());
            if (client.isEmpty() || !own) {
                return new Outcome.Refused(UNKNOWN);
            }
            // The handshake may have let it through: it only proves who has the key.
            return certificate.validAt(clock.instant())
                    ? new Outcome.Known(client.get(), Optional.of(certificate.thumbprint()))
                    : new Outcome.Refused("the certificate is not valid now");
        });
    }

    /** Every method that the token endpoint knows, for its description. */
    static List<String> methods() {
        return Stream.of("client_secret_basic", "client_secret_post", "private_key_jwt", "self_signed_tls_client_auth")
                .toList();
    }
}

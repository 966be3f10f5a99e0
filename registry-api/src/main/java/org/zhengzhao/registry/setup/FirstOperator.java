package org.zhengzhao.registry.setup;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.authority.AuthorityRepository;
import org.zhengzhao.registry.authority.RegisteredAuthority;
import org.zhengzhao.registry.identity.Client;
import org.zhengzhao.registry.identity.ClientRepository;
import org.zhengzhao.registry.identity.ClientSecret;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.AuthorityLevel;

/**
 * Registers the organisation that runs the registry and one client with the role of an operator, once, where the settings name
 * it. The secret goes into a file that its owner only may read, before the client is committed.
 */
@ApplicationScoped
class FirstOperator {
    private static final Logger LOG = Logger.getLogger(FirstOperator.class);
    private static final String CLIENT = "operator";
    private static final String FILE = "operator-credentials.env";
    private static final String WHOLE_COUNTRY = "100000";

    private final OperatorConfig config;
    private final AuthorityRepository authorities;
    private final ClientRepository clients;
    private final Path file;

    FirstOperator(
            OperatorConfig config,
            AuthorityRepository authorities,
            ClientRepository clients,
            @ConfigProperty(name = "zhengzhao.data") String dataDirectory) {
        this.config = config;
        this.authorities = authorities;
        this.clients = clients;
        this.file = Path.of(dataDirectory).resolve(FILE);
    }

    void start(@Observes @Priority(200) StartupEvent started) {
        config.authority().ifPresent(this::register);
    }

    private void register(String code) {
        Uscc authority = parsed(code);
        String name = config.name().orElse("登记系统管理单位");
        boolean made = QuarkusTransaction.requiringNew().call(() -> {
            if (clients.findByIdOptional(CLIENT).isPresent()) {
                return false;
            }
            if (authorities.find(authority).isEmpty()) {
                authorities.add(new RegisteredAuthority(
                        authority, new Bilingual(name, name), AuthorityLevel.OTHER, WHOLE_COUNTRY));
            }
            keep(clients.add(
                    new Client(CLIENT, authority, new Bilingual("首个系统管理员", "First operator"), Set.of(Role.OPERATOR))));
            return true;
        });
        if (made) {
            LOG.infof("the client \"%s\" was registered; its secret is in %s", CLIENT, file);
        }
    }

    private static Uscc parsed(String code) {
        try {
            return Uscc.parse(code);
        } catch (MalformedCodeException malformed) {
            throw new IllegalStateException("zhengzhao.operator.authority is no unified social credit code", malformed);
        }
    }

    private void keep(ClientSecret secret) {
        try {
            Path partial = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    FILE,
                    ".partial",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(partial, List.of("OPERATOR_SECRET=" + secret.value()));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("the operator's credentials cannot be written", failed);
        }
    }
}

package org.zhengzhao.registry.identity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Keeps clients and the digests of their secrets. */
@ApplicationScoped
public class ClientRepository implements PanacheRepositoryBase<ClientEntity, String> {
    private final Clock clock;
    private final SecureRandom random;

    ClientRepository(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** Registers a client and makes its secret, which cannot be had again. */
    public ClientSecret add(Client client) {
        ClientSecret secret = ClientSecret.random(random);
        ClientEntity row = new ClientEntity();
        row.clientId = client.clientId();
        row.secretDigest = secret.digest().toArray();
        row.authorityCode = client.authority().value();
        row.nameChinese = client.name().chinese();
        row.nameEnglish = client.name().english();
        row.roles = client.roles().stream().map(Role::roleName).sorted().collect(Collectors.joining(" "));
        row.person = client.person().map(Person::number).orElse(null);
        row.createdAt = clock.instant();
        persistAndFlush(row);
        return secret;
    }

    /** The client, if the secret is its own. Takes the same time whether the client or only the secret is wrong. */
    Optional<Client> authenticate(String clientId, ClientSecret secret) {
        // PostgreSQL has no texts with a null in them and cannot even be asked for one.
        Optional<ClientEntity> row = clientId.indexOf('\0') < 0 ? findByIdOptional(clientId) : Optional.empty();
        byte[] given = secret.digest().toArray();
        byte[] known = row.map(client -> client.secretDigest).orElse(new byte[given.length]);
        boolean same = MessageDigest.isEqual(given, known);
        return same ? row.map(ClientRepository::client) : Optional.empty();
    }

    /** Whose account it is; empty for a system. */
    Optional<Person> findPerson(String clientId) {
        return findByIdOptional(clientId)
                .flatMap(row -> Optional.ofNullable(row.person))
                .map(Person::new);
    }

    public List<Client> all() {
        return find("order by clientId").page(0, 1000).list().stream()
                .map(ClientRepository::client)
                .toList();
    }

    /** The systems of an authority, by client id. */
    public List<Client> ofAuthority(Uscc authority, Optional<String> after, int rows) {
        return find("authorityCode = ?1 and clientId > ?2 order by clientId", authority.value(), after.orElse(""))
                .page(0, rows)
                .list()
                .stream()
                .map(ClientRepository::client)
                .toList();
    }

    private static Client client(ClientEntity row) {
        return new Client(
                row.clientId,
                new Uscc(row.authorityCode),
                new Bilingual(row.nameChinese, row.nameEnglish),
                Arrays.stream(row.roles.split(" "))
                        .flatMap(name -> Role.find(name).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(row.person).map(Person::new));
    }
}

package org.zhengzhao.registry.identity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhengzhao.registry.identity.ClientCredentialEntity.Kind;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Keeps clients and the digests of their secrets. */
@ApplicationScoped
public class ClientRepository implements PanacheRepositoryBase<ClientEntity, String> {
    private final Clock clock;
    private final SecureRandom random;
    private final TimeOrderedIds ids;

    ClientRepository(Clock clock, SecureRandom random, TimeOrderedIds ids) {
        this.clock = clock;
        this.random = random;
        this.ids = ids;
    }

    /** Registers a client and makes its secret, which cannot be had again. */
    public ClientSecret add(Client client) {
        ClientSecret secret = ClientSecret.random(random);
        ClientEntity row = row(client);
        row.secretDigest = secret.digest().toArray();
        persistAndFlush(row);
        return secret;
    }

    /** Registers a client that has no secret. */
    void add(Client client, ClientProof proof) {
        persistAndFlush(row(client));
        addCredentials(client.clientId(), proof);
    }

    private ClientEntity row(Client client) {
        ClientEntity row = new ClientEntity();
        row.clientId = client.clientId();
        row.authorityCode = client.authority().value();
        row.nameChinese = client.name().chinese();
        row.nameEnglish = client.name().english();
        row.roles = client.roles().stream().map(Role::roleName).sorted().collect(Collectors.joining(" "));
        row.person = client.person().map(Person::number).orElse(null);
        row.regionCode = AssignmentText.region(client.assignment());
        row.typeCodes = AssignmentText.typesInOne(client.assignment());
        row.createdAt = clock.instant();
        return row;
    }

    /**
     * The client, if the secret is its own. Does the same work whether the client or only the secret is wrong: two statements, a digest,
     * and comparisons that take as long wherever they differ.
     */
    Optional<Client> authenticate(String clientId, ClientSecret secret) {
        String asked = sought(clientId);
        Optional<ClientEntity> row = findByIdOptional(asked);
        List<ClientCredentialEntity> credentials = credentials(asked);
        byte[] given = secret.digest().toArray();
        byte[] first =
                row.isPresent() && row.get().secretDigest != null ? row.get().secretDigest : new byte[given.length];
        boolean same = MessageDigest.isEqual(given, first);
        byte[] name = secret.digest().toHex().getBytes(StandardCharsets.US_ASCII);
        for (ClientCredentialEntity credential : credentials) {
            same |= credential.kind == Kind.SECRET
                    && MessageDigest.isEqual(name, credential.name.getBytes(StandardCharsets.US_ASCII));
        }
        return same ? row.filter(client -> client.closedAt == null).map(ClientRepository::client) : Optional.empty();
    }

    /** PostgreSQL has no texts with a null in them and cannot even be asked for one; no client has the empty id. */
    private static String sought(String clientId) {
        return clientId.indexOf('\0') < 0 ? clientId : "";
    }

    /** The client, unless it was closed. */
    Optional<Client> findOpen(String clientId) {
        return findByIdOptional(sought(clientId))
                .filter(client -> client.closedAt == null)
                .map(ClientRepository::client);
    }

    List<ClientKey> keys(String clientId) {
        return credentials(clientId).stream()
                .filter(credential -> credential.kind == Kind.KEY)
                .map(credential -> ClientKey.stored(credential.name, credential.content))
                .toList();
    }

    List<String> thumbprints(String clientId) {
        return credentials(clientId).stream()
                .filter(credential -> credential.kind == Kind.CERTIFICATE)
                .map(credential -> credential.name)
                .toList();
    }

    /** Clients that were closed since. */
    List<String> closedSince(Instant moment) {
        return getEntityManager()
                .createQuery("select clientId from ClientEntity where closedAt > :moment", String.class)
                .setParameter("moment", moment)
                .getResultList();
    }

    /** All that is known of a client, as operators see it. */
    Optional<ClientRecord> findRecord(String clientId) {
        return findByIdOptional(sought(clientId)).map(row -> record(row, credentials(clientId)));
    }

    /** The client's row, held until the end of the transaction, so that changes follow one another. */
    Optional<ClientEntity> hold(String clientId) {
        return Optional.ofNullable(findById(sought(clientId), LockModeType.PESSIMISTIC_WRITE));
    }

    /** In place of everything by which the client proved itself so far. */
    void replaceCredentials(ClientEntity held, ClientProof proof) {
        held.secretDigest = null;
        getEntityManager()
                .createQuery("delete from ClientCredentialEntity where clientId = :client")
                .setParameter("client", held.clientId)
                .executeUpdate();
        addCredentials(held.clientId, proof);
    }

    /** Adds a secret and ends those that there are at that moment, unless they end before. */
    ClientSecret addSecret(ClientEntity held, Instant othersEnd) {
        if (held.secretDigest != null) {
            ClientCredentialEntity first = credential(
                    held.clientId, Kind.SECRET, Bytes.of(held.secretDigest).toHex(), "");
            first.madeAt = held.createdAt;
            getEntityManager().persist(first);
            held.secretDigest = null;
            getEntityManager().flush();
        }
        getEntityManager()
                .createQuery("update ClientCredentialEntity set endsAt = :ends"
                        + " where clientId = :client and (endsAt is null or endsAt > :ends)")
                .setParameter("client", held.clientId)
                .setParameter("ends", othersEnd)
                .executeUpdate();
        getEntityManager()
                .createQuery("delete from ClientCredentialEntity where clientId = :client and endsAt <= :now")
                .setParameter("client", held.clientId)
                .setParameter("now", clock.instant())
                .executeUpdate();
        ClientSecret secret = ClientSecret.random(random);
        getEntityManager()
                .persist(credential(held.clientId, Kind.SECRET, secret.digest().toHex(), ""));
        return secret;
    }

    /** Those that count now. */
    private List<ClientCredentialEntity> credentials(String clientId) {
        Instant now = clock.instant();
        return getEntityManager()
                .createQuery(
                        "from ClientCredentialEntity where clientId = :client order by id",
                        ClientCredentialEntity.class)
                .setParameter("client", sought(clientId))
                .getResultList()
                .stream()
                .filter(credential -> credential.counts(now))
                .toList();
    }

    private void addCredentials(String clientId, ClientProof proof) {
        switch (proof) {
            case ClientProof.Secret none -> {}
            case ClientProof.Keys keys ->
                keys.keys()
                        .forEach(key ->
                                getEntityManager().persist(credential(clientId, Kind.KEY, key.kid(), key.jwk())));
            case ClientProof.Certificates certificates ->
                certificates
                        .certificates()
                        .forEach(certificate -> getEntityManager()
                                .persist(credential(
                                        clientId, Kind.CERTIFICATE, certificate.thumbprint(), certificate.content())));
        }
        getEntityManager().flush();
    }

    private ClientCredentialEntity credential(String clientId, Kind kind, String name, String content) {
        ClientCredentialEntity row = new ClientCredentialEntity();
        row.id = ids.next();
        row.clientId = clientId;
        row.kind = kind;
        row.name = name;
        row.content = content;
        row.madeAt = clock.instant();
        return row;
    }

    private static ClientRecord record(ClientEntity row, List<ClientCredentialEntity> credentials) {
        Stream<ClientRecord.Credential> first = row.secretDigest == null
                ? Stream.empty()
                : Stream.of(new ClientRecord.OfSecret(row.createdAt, Optional.empty()));
        return new ClientRecord(
                client(row),
                row.createdAt,
                Optional.ofNullable(row.closedAt),
                Stream.concat(first, credentials.stream().map(ClientRepository::shown))
                        .toList());
    }

    private static ClientRecord.Credential shown(ClientCredentialEntity row) {
        return switch (row.kind) {
            case SECRET -> new ClientRecord.OfSecret(row.madeAt, Optional.ofNullable(row.endsAt));
            case KEY ->
                new ClientRecord.OfKey(
                        row.name, ClientKey.stored(row.name, row.content).algorithm(), row.madeAt);
            case CERTIFICATE ->
                new ClientRecord.OfCertificate(
                        row.name, ClientCertificate.stored(row.content).ends(), row.madeAt);
        };
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

    /** Those of these accounts that were not closed. */
    public List<String> open(Collection<String> clientIds) {
        return list("clientId in ?1 and closedAt is null order by clientId", clientIds).stream()
                .map(row -> row.clientId)
                .toList();
    }

    /** Closes accounts for good. They stay: records name them. */
    public void close(Collection<String> clientIds) {
        update("closedAt = ?1 where clientId in ?2 and closedAt is null", clock.instant(), clientIds);
    }

    private static Client client(ClientEntity row) {
        return new Client(
                row.clientId,
                new Uscc(row.authorityCode),
                new Bilingual(row.nameChinese, row.nameEnglish),
                Arrays.stream(row.roles.split(" "))
                        .flatMap(name -> Role.find(name).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(row.person).map(Person::new),
                AssignmentText.ofRow(row.regionCode, row.typeCodes));
    }
}

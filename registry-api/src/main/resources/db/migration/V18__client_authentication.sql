-- What a client proves itself with, beside its first secret in client.secret_digest: further secrets (SHA-256, in hexadecimal), public
-- keys (by their kid, with the JWK) or certificates (by their SHA-256, with the certificate). A client has one kind at a time.
create table client_credential (
    id        uuid         primary key,
    client_id varchar(64)  not null references client,
    kind      varchar(16)  not null,
    name      varchar(64)  not null,
    content   text         not null,
    made_at   timestamptz  not null,
    ends_at   timestamptz,
    unique (client_id, kind, name)
);

-- Clients with keys or certificates have no secret. A node of the version before finds none and refuses, which is right.
alter table client alter column secret_digest drop not null;

-- A closed client gets no tokens; its last ones end within the seconds in which nodes look for what was closed.
alter table client add column closed_at timestamptz;
create index client_closed on client (closed_at) where closed_at is not null;

-- Assertions that were used, until they end by themselves. The key makes a second use fail on every node, without a row that all share.
create table client_assertion (
    client_id varchar(64) not null references client,
    digest    bytea       not null,
    ends_at   timestamptz not null,
    primary key (client_id, digest)
);
create index client_assertion_ends on client_assertion (ends_at);

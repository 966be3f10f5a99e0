-- Intents: what is about to be signed is recorded, and committed, before a key is touched. One row for a license, by its
-- identifier: no two licenses share a row, and an identifier that was ever meant for a license is never drawn again.
create table issuance_intent (
    identifier        varchar(128) primary key,
    license_digest    bytea        not null,
    -- SHA-256 of what the key signs for the credential, and of what the pages will show.
    credential_digest bytea        not null,
    drawing_digest    bytea        not null,
    -- SHA-256 of what the key signs for the PDF; there is none until the credential that it carries was signed.
    pdf_digest        bytea,
    -- SHA-256 of the certificate of the key.
    key_fingerprint   bytea        not null,
    recorded_at       timestamptz  not null,
    recorded_by       varchar(64)  not null,
    -- STORED in the transaction that stores the license; ABANDONED where the request failed; empty where nobody came back.
    outcome           varchar(16),
    reason            varchar(32),
    ended_at          timestamptz
);
create index issuance_intent_not_stored on issuance_intent (recorded_at, identifier)
    where outcome is null or outcome <> 'STORED';

-- Keys of this registry: an issuing authority that signs certificates, and sealing keys of the authorities. The private key
-- is not here: it stays in a PKCS#12 file or in a PKCS#11 token.
create table registry_key (
    id             uuid         primary key,
    purpose        varchar(16)  not null check (purpose in ('ISSUING', 'SEALING')),
    authority_code varchar(18)  references authority,
    suite          varchar(16)  not null,
    state          varchar(16)  not null
        check (state in ('REQUESTED', 'NEXT', 'CURRENT', 'RETIRED', 'COMPROMISED', 'DISCARDED')),
    place          varchar(16)  not null check (place in ('PKCS12', 'PKCS11')),
    label          varchar(128) not null,
    -- SubjectPublicKeyInfo: a certificate is taken for this key only.
    public_key     bytea        not null,
    -- PEM, leaf first, the root last where it was given.
    certificates   text,
    fingerprint    bytea        unique,
    valid_from     timestamptz,
    valid_until    timestamptz,
    created_at     timestamptz  not null,
    created_by     varchar(64)  not null,
    activated_at   timestamptz,
    activated_by   varchar(64),
    retired_at     timestamptz,
    retired_by     varchar(64),
    unique (place, label),
    check ((purpose = 'SEALING') = (authority_code is not null)),
    check (state = 'REQUESTED' or state = 'DISCARDED' or certificates is not null)
);
-- One key signs, and at most one waits to follow it. SM2 certificates are issued by SM2 certificates only: there is an issuing
-- authority for them and one for all others.
create unique index registry_key_one_current
    on registry_key (purpose, coalesce(authority_code, case when suite = 'SM2' then 'SM2' else '' end))
    where state = 'CURRENT';
create unique index registry_key_one_next
    on registry_key (purpose, coalesce(authority_code, case when suite = 'SM2' then 'SM2' else '' end))
    where state in ('REQUESTED', 'NEXT');

-- What was done to a key, by whom and before whose eyes. Rows are added only.
create table key_ceremony (
    id           uuid        primary key,
    at           timestamptz not null,
    act          varchar(32) not null,
    key_id       uuid        not null references registry_key,
    client_id    varchar(64) not null,
    conducted_by text        not null,
    witnesses    text        not null,
    note         text        not null,
    fingerprint  bytea
);
create index key_ceremony_by_key on key_ceremony (key_id, at);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are added only', tg_table_name;
end
$$;
create trigger key_ceremony_is_kept before update or delete on key_ceremony
    for each row execute function refuse_change();

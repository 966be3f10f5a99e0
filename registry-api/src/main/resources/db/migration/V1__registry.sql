-- Authorities, catalogue, clients, licenses, access records.

create table authority (
    code         varchar(18) primary key,
    name_chinese text        not null,
    name_english text        not null,
    level        varchar(16) not null,
    area_code    varchar(6)  not null,
    created_at   timestamptz not null
);

create table license_type (
    code       varchar(21) not null,
    version    integer     not null check (version >= 1),
    definition text        not null,
    created_at timestamptz not null,
    created_by varchar(64) not null,
    primary key (code, version)
);

-- Which authority may issue which type.
create table issuing_right (
    authority_code varchar(18) not null references authority,
    type_code      varchar(21) not null,
    granted_at     timestamptz not null,
    primary key (authority_code, type_code)
);

-- Systems that call the API. The secret is 256 random bits, kept as its SHA-256: nothing to guess, nothing to stretch.
create table client (
    client_id      varchar(64)  primary key,
    secret_digest  bytea        not null,
    authority_code varchar(18)  not null references authority,
    name_chinese   text         not null,
    name_english   text         not null,
    roles          varchar(200) not null,
    created_at     timestamptz  not null
);

create table license (
    id             uuid        primary key,
    identifier     varchar(128) not null unique,
    type_code      varchar(21) not null,
    type_version   integer     not null,
    authority_code varchar(18) not null references authority,
    number         text        not null,
    version        integer     not null,
    valid_from     date        not null,
    valid_until    date,
    content        bytea       not null,
    digest         bytea       not null,
    sample         boolean     not null,
    created_at     timestamptz not null,
    created_by     varchar(64) not null,
    foreign key (type_code, type_version) references license_type (code, version),
    constraint license_number_once unique (type_code, authority_code, number, version)
);

-- Holders are found by a keyed hash of their code; the code itself is in the license content only.
create table license_holder (
    license_id uuid     not null references license,
    position   smallint not null,
    holder_key bytea    not null,
    type_code  varchar(21) not null,
    primary key (license_id, position)
);
create index license_holder_by_key on license_holder (holder_key, type_code);

-- PDF and credential as they were signed. Written once with the license, never changed.
create table license_face (
    license_id uuid        not null references license,
    kind       varchar(16) not null,
    octets     bytea       not null,
    primary key (license_id, kind)
);
alter table license_face alter column octets set storage external;

create table idempotency_record (
    client_id      varchar(64)  not null,
    idempotency_key varchar(128) not null,
    request_digest bytea        not null,
    identifier     varchar(128) not null,
    created_at     timestamptz  not null,
    primary key (client_id, idempotency_key)
);

-- A lookup is evidence: written in the transaction in which the answer is decided.
create table access_record (
    id             uuid         primary key,
    at             timestamptz  not null,
    client_id      varchar(64)  not null,
    authority_code varchar(18)  not null,
    officer        text         not null,
    purpose        text         not null,
    matter         varchar(64)  not null,
    case_number    varchar(64)  not null,
    operation      varchar(32)  not null,
    holder_key     bytea,
    type_code      varchar(21),
    outcome        varchar(16)  not null,
    identifiers    text         not null
);
create index access_record_by_time on access_record (at);

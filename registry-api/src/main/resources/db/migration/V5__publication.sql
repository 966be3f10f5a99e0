-- Status lists. A node reserves some hundred slots of an open list at a time, in a transaction of its own; next_slot is what is
-- reserved so far. Which index a slot stands for is a permutation that follows from the key.
create table status_list (
    id              varchar(64) primary key,
    -- In which order lists are filled; the unique constraint lets one of several nodes open the next list.
    number          integer     not null unique,
    -- What credentials call it, and the tokens of the list as their subject. It never changes, also if the address does.
    uri             text        not null unique,
    -- The address under which it was opened; empty where there was none.
    base            text        not null,
    size            integer     not null check (size > 0),
    next_slot       integer     not null check (next_slot between 0 and size),
    permutation_key bytea       not null,
    created_at      timestamptz not null
);
create index status_list_open on status_list (base, number) where next_slot < size;

-- What is published of a list: the newest tokens. The row is also the lock of whoever publishes the list; it is not status_list's
-- own row, for which those who issue would have to wait.
create table status_list_token (
    status_list varchar(64) primary key references status_list,
    -- 0 until it is published for the first time, then one more each time.
    version     bigint      not null,
    -- The instant as of which the statuses were computed. It never goes back, whatever the clocks of the nodes say.
    as_of       timestamptz not null,
    expires_at  timestamptz not null,
    -- SHA-256 of the certificate of the key that signed: where another one signs now, the list is signed again.
    signed_by   bytea,
    cwt         bytea,
    jwt         text
);
alter table status_list_token alter column cwt set storage external;

-- The bundle to be made next: one row, which is the lock of whoever makes it.
create table bundle_state (
    only_row      boolean     primary key default true check (only_row),
    last_sequence bigint      not null
);
insert into bundle_state (last_sequence) values (0);

-- Offline bundles. The octets are kept of the newest only; of older ones what a delta from them needs.
create table offline_bundle (
    sequence        bigint      primary key,
    issued_at       timestamptz not null,
    expires_at      timestamptz not null,
    -- SHA-256 of what is in it apart from dates and sequence: the same again means nothing is new.
    content_digest  bytea       not null,
    manifest_digest bytea       not null,
    -- SHA-256 of each part, one after the other.
    part_digests    bytea       not null,
    octets          bytea
);
alter table offline_bundle alter column octets set storage external;

-- Keys of three more purposes.
alter table registry_key drop constraint registry_key_purpose_check;
alter table registry_key add constraint registry_key_purpose_check
    check (purpose in ('ISSUING', 'SEALING', 'STATUS', 'BUNDLE', 'RECORD'));
-- From when on somebody else may have had the key. Earlier than the declaration where that is known.
alter table registry_key add column compromised_since timestamptz;
update registry_key set compromised_since = retired_at where state = 'COMPROMISED';

-- One bundle key hands over to the next, by its signature. Kept for ever: a verifier may have been away for years.
create table key_succession (
    id        uuid        primary key,
    at        timestamptz not null,
    from_key  uuid        not null references registry_key,
    to_key    uuid        not null references registry_key,
    statement bytea       not null
);
create unique index key_succession_once on key_succession (from_key);
create trigger key_succession_is_kept before update or delete on key_succession
    for each row execute function refuse_change();

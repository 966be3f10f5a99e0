-- The life of a license after it was issued: signed events, and the row that acts on one license meet at.

-- What was done to a license, by whom it was decided, from when it holds and when the registry learned of it. Rows are added only:
-- what was wrong is corrected by another row.
create table license_event (
    id              uuid         primary key,
    license_id      uuid         not null references license,
    -- In the history of its license, from 1 without gaps.
    position        integer      not null check (position >= 1),
    act             varchar(32)  not null,
    effective_at    timestamptz  not null,
    recorded_at     timestamptz  not null,
    recorded_by     varchar(64)  not null,
    decided_by      text,
    document_number text,
    reason_code     varchar(64),
    reason          text,
    corrects        uuid         unique references license_event,
    -- COSE_Sign1; its payload is the statement of the event, canonical JSON with the digest of the entry before.
    signed          bytea        not null,
    unique (license_id, position),
    check ((act = 'CORRECT') = (corrects is not null))
);
create trigger license_event_is_kept before update or delete on license_event
    for each row execute function refuse_change();

-- One row a license. An act updates it where "events" is what the act was checked against: of two that race one finds another
-- number. "changed" tells licenses that have more events than their issue.
create table license_state (
    license_id   uuid        primary key references license,
    events       integer     not null default 0,
    changed      boolean     not null default false,
    status_list  varchar(64),
    status_index integer,
    unique (status_list, status_index),
    check ((status_list is null) = (status_index is null))
);
create index license_state_changed on license_state (status_list, status_index) where changed;
-- Licenses that nodes of the version before store without a row get theirs at their first act.
insert into license_state (license_id) select id from license;

-- Written with each event that can alter what a status list says: one row for when that is due, now or later.
create table status_change (
    id          uuid        primary key,
    status_list varchar(64) not null,
    due_at      timestamptz not null
);
create index status_change_by_time on status_change (due_at);

-- The identifier of a next version is known beforehand, and may be meant for a license more than once: two requests race, one
-- gives up, one is tried again. A first version has the attempt 0 and is meant once, as before.
alter table issuance_intent add column attempt uuid not null default '00000000-0000-0000-0000-000000000000';
alter table issuance_intent drop constraint issuance_intent_pkey;
alter table issuance_intent add primary key (identifier, attempt);

-- What a read asked for beside the present: the status on another day, or as the registry knew it then.
alter table access_record add column as_of timestamptz;
alter table access_record add column known_at timestamptz;

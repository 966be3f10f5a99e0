-- Drafts: licenses that three people agree on before they are issued.

-- Whose account a client is: the number under which the authority knows the person. Systems have none. Two accounts with the same
-- number are the same person.
alter table client add column person varchar(64);

-- How far a draft has come. A step updates it where "steps" is what the step was checked against: of two that race one finds
-- another number.
create table license_draft (
    id             uuid        primary key,
    authority_code varchar(18) not null references authority,
    type_code      varchar(21) not null,
    -- Under which its order was checked; approving under another one is refused.
    type_version   integer     not null,
    kind           varchar(16) not null check (kind in ('ISSUE', 'CHANGE', 'RENEW', 'REISSUE')),
    predecessor    varchar(128),
    state          varchar(16) not null
        check (state in ('DRAFTED', 'RETURNED', 'REVIEWED', 'APPROVED', 'ISSUED', 'REJECTED', 'ABANDONED')),
    steps          integer     not null check (steps >= 1),
    revision       integer     not null check (revision >= 1),
    -- SHA-256 of the order in canonical JSON.
    digest         bytea       not null,
    maker          varchar(64) not null,
    reviewer       varchar(64),
    approver       varchar(64),
    made_at        timestamptz not null,
    changed_at     timestamptz not null,
    -- When a worker issues it, unless the request that approved it has done so.
    due_at         timestamptz,
    license        varchar(128) unique,
    foreign key (type_code, type_version) references license_type (code, version),
    check ((kind = 'ISSUE') = (predecessor is null)),
    constraint license_draft_different_people
        check (maker <> reviewer and maker <> approver and reviewer <> approver),
    constraint license_draft_reviewed check (state not in ('REVIEWED', 'APPROVED', 'ISSUED') or reviewer is not null),
    constraint license_draft_approved check (state not in ('APPROVED', 'ISSUED') or approver is not null),
    check ((state = 'APPROVED') = (due_at is not null)),
    check ((state = 'ISSUED') = (license is not null))
);
create index license_draft_to_do on license_draft (authority_code, state, id) where state in ('DRAFTED', 'REVIEWED');
create index license_draft_by_maker on license_draft (authority_code, maker, id);
create index license_draft_due on license_draft (due_at) where state = 'APPROVED';
create index license_draft_returned on license_draft (changed_at) where state = 'RETURNED';

-- The order: personal data, deleted when its time is over.
create table license_draft_content (
    draft_id uuid  primary key references license_draft,
    number   text  not null,
    content  bytea not null
);

-- What was done to a draft, and by whom. Rows are added only, and stay.
create table license_draft_step (
    id          uuid        primary key,
    draft_id    uuid        not null references license_draft,
    -- In the history of its draft, from 1 without gaps.
    position    integer     not null check (position >= 1),
    revision    integer     not null check (revision >= 1),
    act         varchar(16) not null,
    digest      bytea       not null,
    -- Neither account nor person where the registry did it.
    client_id   varchar(64),
    person      varchar(64),
    reason      text,
    problem     varchar(64),
    license     varchar(128),
    recorded_at timestamptz not null,
    unique (draft_id, position),
    check ((person is null) = (client_id is null)),
    check ((person is null) = (act in ('ISSUE', 'REFUSE_ISSUE', 'LAPSE'))),
    check (act not in ('RETURN', 'REJECT') or reason is not null),
    check ((act = 'ISSUE') = (license is not null)),
    check ((act = 'REFUSE_ISSUE') = (problem is not null))
);
-- Who had a part in a revision has no other one; its maker may give it up.
create unique index license_draft_step_once_a_person on license_draft_step (draft_id, revision, person)
    where act <> 'ABANDON';
-- One license a draft, whatever the code does.
create unique index license_draft_step_issued_once on license_draft_step (draft_id) where act = 'ISSUE';
create trigger license_draft_step_is_kept before update or delete on license_draft_step
    for each row execute function refuse_change();

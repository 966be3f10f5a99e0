-- Facts are verified by number too, whoever issued the license.
create index license_by_number on license (type_code, number);

-- How often facts differed: for a department, a day, and what a question named the license by (holder code, number, name). The key is
-- half of a keyed hash over all of it. Raised before anything is compared, and taken back where the facts agreed.
create table fact_mismatch (
    anchor  uuid    not null,
    day     date    not null,
    differed integer not null check (differed >= 0),
    primary key (anchor, day)
);
create index fact_mismatch_by_day on fact_mismatch (day);

-- Many questions of a department in one request, each answered and recorded on its own.
create table batch (
    id             uuid        primary key,
    authority_code varchar(18) not null references authority,
    client_id      varchar(64) not null,
    officer        text        not null,
    purpose        text        not null,
    matter         varchar(64) not null,
    case_number    varchar(64) not null,
    size           integer     not null check (size between 1 and 10000),
    created_at     timestamptz not null,
    -- When its rows were deleted.
    forgotten_at   timestamptz
);
create index batch_to_forget on batch (created_at) where forgotten_at is null;

-- Question and answer hold personal data; they are here until the batch is forgotten, each in one column.
create table batch_row (
    batch_id uuid        not null references batch,
    position integer     not null check (position >= 1),
    question bytea       not null,
    -- The line as it was sent, or was about to be: written in the transaction of its access record.
    answer   bytea,
    -- From when on it may be asked anew: for rows that met a limit.
    again_at timestamptz,
    primary key (batch_id, position)
);

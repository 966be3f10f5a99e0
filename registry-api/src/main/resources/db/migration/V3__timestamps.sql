-- PDFs that are to get a timestamp and validation data. A row is written in the transaction that stores the license, and stays. From
-- now on license_face is changed by this, and by nothing else: a PDF is replaced by a longer one that begins with it.
create table pdf_upgrade (
    license_id      uuid        primary key references license,
    -- Level of PAdES that the stored PDF has.
    level           varchar(8)  not null check (level in ('B_B', 'B_T', 'B_LT', 'B_LTA')),
    attempts        integer     not null,
    -- Code of what stood in the way the last time; empty where nothing did, or nobody tried.
    problem         varchar(32),
    queued_at       timestamptz not null,
    last_attempt_at timestamptz,
    -- Empty where nothing more will be tried: done, or given up because of the problem.
    next_attempt_at timestamptz,
    -- Who is at it until next_attempt_at. Only who still holds the claim may store.
    claim           uuid
);
create index pdf_upgrade_due on pdf_upgrade (next_attempt_at) where next_attempt_at is not null;
create index pdf_upgrade_open on pdf_upgrade (license_id) where next_attempt_at is not null or problem is not null;

-- Lists of revoked certificates that this registry has signed. Rows are added only; the one with the greatest number counts.
create table revocation_list (
    -- SHA-256 of the issuer's certificate.
    issuer      bytea       not null,
    number      bigint      not null,
    this_update timestamptz not null,
    next_update timestamptz not null,
    -- SHA-256 of what is listed: tells whether a new list is needed.
    listed      bytea       not null,
    octets      bytea       not null,
    primary key (issuer, number)
);

-- The access record, second version: kept by the month, filed under the holders whom each read concerns, numbered for each of them.

-- Months are those of China. Identifiers begin with their time (UUID version 7), so that a range of identifiers is a range of time.
create function lowest_id(moment timestamptz) returns uuid language sql immutable strict as $$
    select cast(lpad(to_hex(cast(extract(epoch from moment) * 1000 as bigint)), 12, '0') || repeat('0', 20) as uuid)
$$;
create function begin_of_month(month date) returns timestamptz language sql immutable strict as $$
    select cast(month as timestamp) at time zone 'Asia/Shanghai'
$$;
create function month_of(id uuid) returns date language sql immutable strict as $$
    select cast(date_trunc('month', to_timestamp(
        cast(cast('x' || substr(replace(cast(id as text), '-', ''), 1, 12) as bit(48)) as bigint) / 1000.0)
        at time zone 'Asia/Shanghai') as date)
$$;

alter table access_record rename to access_record_version_1;
alter index access_record_pkey rename to access_record_version_1_pkey;
drop index access_record_by_time;

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
    -- Whom the read asked for; none where it asked for an identifier.
    holder_key     bytea,
    type_codes     text[]       not null,
    outcome        varchar(32)  not null,
    identifiers    text         not null,
    as_of          timestamptz,
    known_at       timestamptz,
    grant_ids      uuid[]       not null,
    receipt        text,
    fields         text[]       not null default '{}',
    predicates     text[]       not null default '{}',
    -- Names the request in the logs of the caller and of what lies between. Not known of reads from before.
    request_id     varchar(64),
    -- What is unusual about this read alone, for the supervisor.
    marks          text[]       not null default '{}'
) partition by range (id);
-- For the supervisor: the reads of a department on a day, and those that have a mark.
create index access_record_by_authority on access_record (authority_code, id) include (officer, outcome);
create index access_record_marked on access_record (authority_code, id) where cardinality(marks) > 0;

-- One row a holder: how many reads concerned the holder so far. Never removed, and it only ever rises by one.
create table access_record_counter (
    holder_key bytea  primary key,
    number     bigint not null check (number >= 1)
) with (fillfactor = 70);

-- Which reads concern a holder, with their numbers for that holder: 1, 2, 3, … in the order in which they were committed.
create table access_record_holder (
    holder_key bytea  not null,
    number     bigint not null,
    record_id  uuid   not null,
    primary key (record_id, holder_key)
) partition by range (record_id);
create unique index access_record_holder_by_holder on access_record_holder (holder_key, number, record_id);

-- Who looked at a holder's records on behalf of the holder.
create table holder_look (
    id             uuid        primary key,
    at             timestamptz not null,
    client_id      varchar(64) not null,
    authority_code varchar(18) not null,
    holder_key     bytea       not null,
    form           varchar(16) not null,
    request_id     varchar(64)
) partition by range (id);
create index holder_look_by_holder on holder_look (holder_key, id);

-- What a supervisor found out about an unusual read.
create table unusual_read_explanation (
    id             uuid        not null,
    record_id      uuid        not null,
    rule           varchar(32) not null,
    -- How many reads there were when it was explained: more reads need another explanation.
    counted        bigint      not null,
    at             timestamptz not null,
    client_id      varchar(64) not null,
    authority_code varchar(18) not null,
    explained_by   text        not null,
    reason         text        not null,
    primary key (record_id, rule, id)
) partition by range (record_id);

-- Up to which number the reads of a holder may be gone because their time was over. All above it are there.
create table access_record_forgotten (
    holder_key bytea  primary key,
    number     bigint not null
);

-- Months that are gone because their time was over, with what was in them.
create table access_month_forgotten (
    month        date        primary key,
    records      bigint      not null,
    filed        bigint      not null,
    looks        bigint      not null,
    explanations bigint      not null,
    forgotten_at timestamptz not null
);

-- What belongs to no month that is there. Usually empty: months are there ahead of time. A record can be written in any case.
create table access_record_rest partition of access_record default;
create table access_record_holder_rest partition of access_record_holder default;
create table holder_look_rest partition of holder_look default;
create table unusual_read_explanation_rest partition of unusual_read_explanation default;

-- Makes the partitions of a month, where they are not there yet. What was written before they were there is moved into them: nothing is
-- deleted for that, the rest is replaced by a rest without it.
create function open_access_month(month date) returns boolean language plpgsql as $$
declare
    parents constant text[] := array['access_record', 'access_record_holder', 'holder_look', 'unusual_read_explanation'];
    keys constant text[] := array['id', 'record_id', 'id', 'record_id'];
    first_id constant uuid := lowest_id(begin_of_month(month));
    next_id constant uuid := lowest_id(begin_of_month(cast(month + interval '1 month' as date)));
    parent text;
    key text;
    part text;
    rest text;
    waiting boolean;
    opened boolean := false;
begin
    for i in 1 .. array_length(parents, 1) loop
        parent := parents[i];
        key := keys[i];
        part := parent || to_char(month, '_YYYY_MM');
        rest := parent || '_rest';
        continue when to_regclass(part) is not null;
        execute format('create table %I (like %I including defaults including constraints)', part, parent);
        execute format('select exists (select from %I where %I >= $1 and %I < $2)', rest, key, key)
            into waiting using first_id, next_id;
        if waiting then
            execute format('lock table %I in access exclusive mode', parent);
            execute format('alter table %I detach partition %I', parent, rest);
            execute format('alter table %I rename to %I', rest, rest || '_before');
            execute format('insert into %I select * from %I where %I >= $1 and %I < $2', part, rest || '_before', key, key)
                using first_id, next_id;
            execute format('create table %I (like %I including defaults including constraints)', rest, parent);
            execute format('insert into %I select * from %I where %I < $1 or %I >= $2', rest, rest || '_before', key, key)
                using first_id, next_id;
            execute format('drop table %I', rest || '_before');
            execute format('alter table %I attach partition %I default', parent, rest);
        end if;
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, part, first_id, next_id);
        opened := true;
    end loop;
    return opened;
end
$$;

-- Of several nodes that look after the months at once, one does it and the others find it done. A lock that readers keep from it is not
-- waited for long: others would queue behind it.
create function hold_access_months() returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('access months of ' || current_schema(), 0));
    perform set_config('lock_timeout', '3s', true);
end
$$;

-- The month of that moment and some after it; also the months of what lies in the rest, unless a clock was years off.
create function open_access_months(moment timestamptz, ahead integer) returns integer language plpgsql as $$
declare
    current_month constant date := month_of(lowest_id(moment));
    -- All of them before the first is made: a table that is still being read cannot be replaced.
    months date[];
    month date;
    opened integer := 0;
begin
    perform hold_access_months();
    months := array(
        select cast(current_month + n * interval '1 month' as date) from generate_series(0, ahead) as n
        union
        select m from (
            select month_of(id) as m from access_record_rest
            union select month_of(record_id) from access_record_holder_rest
            union select month_of(id) from holder_look_rest
            union select month_of(record_id) from unusual_read_explanation_rest) as waiting
        where m between date '2020-01-01' and cast(current_month + interval '1 year' as date)
        order by 1);
    foreach month in array months loop
        if open_access_month(month) then
            opened := opened + 1;
        end if;
    end loop;
    return opened;
end
$$;

-- Removes the oldest month that was over before that moment, whole; none where there is none. One transaction: what it held is on record
-- when it is gone. The order of locks is that of those who write: first records, then under whom they are filed.
create function forget_access_month(before timestamptz, moment timestamptz) returns date language plpgsql as $$
declare
    oldest date;
    suffix text;
    counts bigint[] := '{}';
    counted bigint;
    parent text;
    parents constant text[] := array['access_record', 'access_record_holder', 'holder_look', 'unusual_read_explanation'];
begin
    perform hold_access_months();
    select min(to_date(right(c.relname, 7), 'YYYY_MM')) into oldest
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = to_regclass('access_record') and c.relname ~ '^access_record_[0-9]{4}_[0-9]{2}$';
    if oldest is null or begin_of_month(cast(oldest + interval '1 month' as date)) > before then
        return null;
    end if;
    suffix := to_char(oldest, '_YYYY_MM');
    foreach parent in array parents loop
        execute format('select count(*) from %I', parent || suffix) into counted;
        counts := counts || counted;
    end loop;
    execute format('insert into access_record_forgotten as f (holder_key, number)
        select holder_key, max(number) from %I group by holder_key
        on conflict (holder_key) do update set number = greatest(f.number, excluded.number)', 'access_record_holder' || suffix);
    insert into access_month_forgotten (month, records, filed, looks, explanations, forgotten_at)
        values (oldest, counts[1], counts[2], counts[3], counts[4], moment);
    foreach parent in array parents loop
        execute format('lock table %I in access exclusive mode', parent);
    end loop;
    foreach parent in array parents loop
        execute format('drop table %I', parent || suffix);
    end loop;
    return oldest;
end
$$;

-- What was recorded before, in its months, filed and numbered in the order of time.
do $$
declare
    month date;
begin
    for month in
        select distinct month_of(id) from access_record_version_1
        union select cast(month_of(lowest_id(now())) + n * interval '1 month' as date) from generate_series(0, 3) as n
    loop
        if month between date '2020-01-01' and cast(now() + interval '1 year' as date) then
            perform open_access_month(month);
        end if;
    end loop;
end
$$;
insert into access_record (id, at, client_id, authority_code, officer, purpose, matter, case_number, operation, holder_key,
        type_codes, outcome, identifiers, as_of, known_at, grant_ids, receipt, fields, predicates)
    select id, at, client_id, authority_code, officer, purpose, matter, case_number, operation, holder_key,
        type_codes, outcome, identifiers, as_of, known_at, grant_ids, receipt, fields, predicates
    from access_record_version_1;
insert into access_record_holder (holder_key, number, record_id)
    select holder_key, row_number() over (partition by holder_key order by record_id), record_id
    from (
        select holder_key, id as record_id from access_record_version_1 where holder_key is not null
        union
        select h.holder_key, r.id
        from access_record_version_1 r
        cross join lateral unnest(string_to_array(r.identifiers, ' ')) as named(identifier)
        join license l on l.identifier = named.identifier
        join license_holder h on h.license_id = l.id
        where r.client_id <> 'public-page') as concerned;
insert into access_record_counter (holder_key, number)
    select holder_key, max(number) from access_record_holder group by holder_key;
drop table access_record_version_1;

-- Files a record under everybody whom it concerns: who was asked for, and all holders of the licenses that were asked for or found. In the
-- database, so that nothing can be recorded without it, also not by a node of the version before, and so that a read takes the
-- same statements whether there is such a license or not. A record without a receipt is the view of a public sample page: nobody asked.
-- Deferred to the commit: the counters are locked for the commit alone, in the order of their keys.
create function file_access_record() returns trigger language plpgsql as $$
declare
    concerned bytea;
    given bigint;
begin
    if new.receipt is null then
        return null;
    end if;
    for concerned in
        select new.holder_key where new.holder_key is not null
        union
        select h.holder_key from license l join license_holder h on h.license_id = l.id
            where l.identifier = any (string_to_array(new.identifiers, ' '))
        order by 1
    loop
        insert into access_record_counter as c (holder_key, number) values (concerned, 1)
            on conflict (holder_key) do update set number = c.number + 1
            returning c.number into given;
        insert into access_record_holder (holder_key, number, record_id) values (concerned, given, new.id);
    end loop;
    return null;
end
$$;
create constraint trigger access_record_is_filed after insert on access_record deferrable initially deferred
    for each row execute function file_access_record();

-- Rows are added only. A month whose time is over goes as a whole.
create trigger access_record_is_kept before update or delete on access_record
    for each row execute function refuse_change();
create trigger access_record_holder_is_kept before update or delete on access_record_holder
    for each row execute function refuse_change();
create trigger holder_look_is_kept before update or delete on holder_look
    for each row execute function refuse_change();
create trigger unusual_read_explanation_is_kept before update or delete on unusual_read_explanation
    for each row execute function refuse_change();
create trigger access_month_forgotten_is_kept before update or delete on access_month_forgotten
    for each row execute function refuse_change();
create function keep_counting() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.holder_key <> old.holder_key or new.number <> old.number + 1 then
        raise exception 'rows of % are counted up only', tg_table_name;
    end if;
    return new;
end
$$;
create trigger access_record_counter_is_kept before update or delete on access_record_counter
    for each row execute function keep_counting();

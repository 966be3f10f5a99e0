-- People who log in: holders who look at their own records, and mandates that they give.

-- Holders who look themselves belong to no organisation. An agent names the mandate. No node writes such rows before a provider is
-- configured, which nodes of the version before do not know: configure it when all nodes are of this version.
alter table holder_look alter column authority_code drop not null;
alter table holder_look add column mandate_id uuid;

-- What a holder lets another one see. Holder and agent are known by their keyed hashes; type and end of their codes tell people which of
-- their mandates it is. Rows are not deleted: looks name them.
create table mandate (
    id               uuid        primary key,
    holder_key       bytea       not null,
    holder_code_type varchar(3)  not null,
    holder_code_end  varchar(4)  not null,
    agent_key        bytea       not null,
    agent_code_type  varchar(3)  not null,
    agent_code_end   varchar(4)  not null,
    -- License types that it is for; none for all.
    type_codes       text        not null,
    -- The last day on which it counts, in China.
    last_day         date        not null,
    -- Its place among those of the holder that may count; free again when it has ended. There are as many places as a holder may give mandates.
    place            smallint    check (place >= 1),
    given_at         timestamptz not null,
    given_by         varchar(64) not null,
    withdrawn_at     timestamptz,
    check (place is null or withdrawn_at is null),
    check (holder_key <> agent_key),
    unique (holder_key, place)
);
create index mandate_by_holder on mandate (holder_key, id);
create index mandate_by_agent on mandate (agent_key, id);

-- Personal data is encrypted: values under data keys, data keys under a master key that is not in the database. Values from before stay in
-- clear until a worker comes to them; a null number of a key says so.

-- Which master key wraps the data keys. The key itself is in a file, in the settings or in a token.
create table master_key (
    id         uuid         primary key,
    place      varchar(16)  not null check (place in ('FILE', 'SETTING', 'PKCS11')),
    name       varchar(64)  not null,
    -- Something that the key has encrypted: tells another key of the same name from this one.
    proof      bytea        not null,
    state      varchar(16)  not null check (state in ('CURRENT', 'RETIRED')),
    created_at timestamptz  not null,
    created_by varchar(64)  not null,
    retired_at timestamptz,
    check ((state = 'RETIRED') = (retired_at is not null))
);
create unique index master_key_one_current on master_key (state) where state = 'CURRENT';

-- Keys of values. One process writes with a key, so it alone counts how often; all nodes read with it. Rows are never deleted. What is
-- under a retired key is encrypted anew.
create sequence data_key_number as integer;
create table data_key (
    number     integer      primary key check (number > 0),
    master_id  uuid         not null references master_key,
    suite      varchar(16)  not null check (suite in ('AES_256_GCM', 'SM4_GCM')),
    wrapped    bytea        not null,
    state      varchar(16)  not null check (state in ('ACTIVE', 'RETIRED')),
    created_at timestamptz  not null,
    retired_at timestamptz,
    check ((state = 'RETIRED') = (retired_at is not null))
);
create index data_key_by_master on data_key (master_id);

-- No foreign keys to data_key: each license that is stored would lock the row that all of them share.
alter table license add column content_key integer;
alter table license_face add column octets_key integer;
alter table license_draft_content add column content_key integer;
alter table license_draft_content add column number_encrypted bytea;
alter table license_draft_content add column number_key integer;
alter table license_draft_content alter column number drop not null;
alter table license_draft_content add check (number is not null or number_encrypted is not null and number_key is not null);
-- The rows of a batch have no name of their own that a value could be bound to.
alter table batch_row add column id uuid not null default gen_random_uuid() unique;
alter table batch_row add column question_key integer;
alter table batch_row add column answer_key integer;
-- What is in clear and what is under which key: the worker goes by these, and a crash leaves it nothing to remember.
create index license_by_content_key on license (content_key);
create index license_face_by_key on license_face (octets_key);
create index license_draft_content_by_key on license_draft_content (content_key);
create index license_draft_content_by_number_key on license_draft_content (number_key);
create index batch_row_by_question_key on batch_row (question_key);
create index batch_row_by_answer_key on batch_row (answer_key) where answer is not null;
-- Encrypted values cannot be compressed; nobody needs to try.
alter table license alter column content set storage external;
alter table license_draft_content alter column content set storage external;

-- The number on a license is often its holder's code: a keyed hash stands in its place, equal where the numbers are. Whether this row has one
-- already; nodes of the version before write numbers in clear.
alter table license add column number_hashed boolean not null default false;
create index license_number_in_clear on license (id) where not number_hashed;

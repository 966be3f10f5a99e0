-- The receipt that was sent with the answer, written with the record of the read. Reads of sample pages have none, nor do
-- reads from before.
alter table access_record add column receipt text;

-- A read may be about several types and stand on several grants.
alter table access_record rename column type_code to type_codes;
alter table access_record alter column type_codes type text[] using array_remove(array[type_codes::text], null);
alter table access_record alter column type_codes set not null;
alter table access_record rename column grant_id to grant_ids;
alter table access_record alter column grant_ids type uuid[] using array_remove(array[grant_ids], null);
alter table access_record alter column grant_ids set not null;

-- What was shown, and what was answered with yes or no in its place. Not known of reads from before.
alter table access_record add column fields text[] not null default '{}';
alter table access_record add column predicates text[] not null default '{}';

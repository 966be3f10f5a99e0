-- The receipt that was sent with the answer, written with the record of the read. Reads of sample pages have none, nor do
-- reads from before.
alter table access_record add column receipt text;

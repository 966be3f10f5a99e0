-- In whose charge a license is, beside its encrypted content: whether a grant for one region covers it is told without decrypting, as fast for
-- one that is not there. Unknown for licenses from before, which are decrypted.
alter table license add column area_code varchar(6);

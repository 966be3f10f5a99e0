-- To what accounts are limited inside of their organisation. Nothing here: to nothing.
alter table client add column region_code varchar(6) references region;
-- Codes of license types, separated by a space.
alter table client add column type_codes text;

-- Where the license of a draft would be issued. Unknown for drafts from before: accounts that are limited to a region do not see them.
alter table license_draft add column area_code varchar(6);

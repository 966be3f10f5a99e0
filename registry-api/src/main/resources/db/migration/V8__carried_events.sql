-- What is done to a license whose next version is not in place yet is done to that one too: the event there names the one here.
alter table license_event add column caused_by uuid references license_event;

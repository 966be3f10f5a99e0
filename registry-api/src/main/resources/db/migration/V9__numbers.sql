-- The number on a license belongs to that license, in all its versions, and to no other of its type and authority. The constraint on
-- license has the version in it: it let two licenses have the same number in different versions.
alter table license rename constraint license_number_once to license_number_version;
create table license_number (
    type_code      varchar(21)  not null,
    authority_code varchar(18)  not null,
    number         text         not null,
    -- How the identifiers of all versions of the license begin.
    license        varchar(128) not null,
    constraint license_number_once primary key (type_code, authority_code, number)
);

-- Whoever stores a license, also a node of the version before: where another license has the number, or is about to get it, the insert
-- waits for the other one and then breaks the constraint.
create function keep_license_number() returns trigger language plpgsql as $$
declare
    own varchar(128) := left(new.identifier, -5);
begin
    if not exists (select from license_number n
            where n.type_code = new.type_code and n.authority_code = new.authority_code and n.number = new.number
            and n.license = own) then
        insert into license_number (type_code, authority_code, number, license)
            values (new.type_code, new.authority_code, new.number, own);
    end if;
    return new;
end
$$;
create trigger license_number_is_kept before insert on license
    for each row execute function keep_license_number();

-- After the trigger, which keeps others from adding licenses meanwhile. Where two have a number already it is that of the older one;
-- the next version of the other one needs another number.
insert into license_number (type_code, authority_code, number, license)
    select distinct on (type_code, authority_code, number) type_code, authority_code, number, left(identifier, -5)
    from license order by type_code, authority_code, number, id;

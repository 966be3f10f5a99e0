-- What a service matter requires. A change makes the next version of the whole list; versions are kept, because checks name the
-- version by which they judged.
create table matter_requirements (
    department_code varchar(18) not null,
    matter_code     varchar(64) not null,
    version         integer     not null check (version > 0),
    saved_at        timestamptz not null,
    saved_by        varchar(64) not null,
    primary key (department_code, matter_code, version),
    foreign key (department_code, matter_code) references matter (department_code, code)
);
create trigger matter_requirements_are_kept before update or delete on matter_requirements
    for each row execute function refuse_change();

create table matter_requirement (
    department_code varchar(18) not null,
    matter_code     varchar(64) not null,
    version         integer     not null,
    position        smallint    not null check (position > 0),
    code            varchar(64) not null,
    title_chinese   text        not null,
    title_english   text        not null,
    type_code       varchar(21) not null,
    -- The version of the type against whose fields the condition was checked.
    type_version    integer     not null,
    kind            varchar(16) not null check (kind in ('HOLDS', 'HOLDS_NONE')),
    -- CEL; "true" for no further condition.
    condition       text        not null,
    primary key (department_code, matter_code, version, position),
    constraint matter_requirement_code_once unique (department_code, matter_code, version, code),
    foreign key (department_code, matter_code, version) references matter_requirements
);
create trigger matter_requirement_is_kept before update or delete on matter_requirement
    for each row execute function refuse_change();

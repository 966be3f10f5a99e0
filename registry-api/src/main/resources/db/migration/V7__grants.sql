-- Who asks, for which matter, and what each may see: regions, departments, officers, matters, cases, the calendar of working
-- days, sharing rules, grants and requests for them.

-- Regions (行政区划, GB/T 2260) as a tree: country, province, city, county.
create table region (
    code         varchar(6)  primary key check (code ~ '^[0-9]{6}$'),
    parent_code  varchar(6)  references region,
    name_chinese text        not null,
    name_english text        not null,
    created_at   timestamptz not null,
    check ((code = '100000') = (parent_code is null))
);
create index region_by_parent on region (parent_code, code);
insert into region (code, parent_code, name_chinese, name_english, created_at) values
    ('100000', null, '全国', 'The whole country', now()),
    ('110000', '100000', '北京市', 'Beijing', now()),
    ('120000', '100000', '天津市', 'Tianjin', now()),
    ('130000', '100000', '河北省', 'Hebei', now()),
    ('140000', '100000', '山西省', 'Shanxi', now()),
    ('150000', '100000', '内蒙古自治区', 'Inner Mongolia', now()),
    ('210000', '100000', '辽宁省', 'Liaoning', now()),
    ('220000', '100000', '吉林省', 'Jilin', now()),
    ('230000', '100000', '黑龙江省', 'Heilongjiang', now()),
    ('310000', '100000', '上海市', 'Shanghai', now()),
    ('320000', '100000', '江苏省', 'Jiangsu', now()),
    ('330000', '100000', '浙江省', 'Zhejiang', now()),
    ('340000', '100000', '安徽省', 'Anhui', now()),
    ('350000', '100000', '福建省', 'Fujian', now()),
    ('360000', '100000', '江西省', 'Jiangxi', now()),
    ('370000', '100000', '山东省', 'Shandong', now()),
    ('410000', '100000', '河南省', 'Henan', now()),
    ('420000', '100000', '湖北省', 'Hubei', now()),
    ('430000', '100000', '湖南省', 'Hunan', now()),
    ('440000', '100000', '广东省', 'Guangdong', now()),
    ('450000', '100000', '广西壮族自治区', 'Guangxi', now()),
    ('460000', '100000', '海南省', 'Hainan', now()),
    ('500000', '100000', '重庆市', 'Chongqing', now()),
    ('510000', '100000', '四川省', 'Sichuan', now()),
    ('520000', '100000', '贵州省', 'Guizhou', now()),
    ('530000', '100000', '云南省', 'Yunnan', now()),
    ('540000', '100000', '西藏自治区', 'Tibet', now()),
    ('610000', '100000', '陕西省', 'Shaanxi', now()),
    ('620000', '100000', '甘肃省', 'Gansu', now()),
    ('630000', '100000', '青海省', 'Qinghai', now()),
    ('640000', '100000', '宁夏回族自治区', 'Ningxia', now()),
    ('650000', '100000', '新疆维吾尔自治区', 'Xinjiang', now()),
    ('710000', '100000', '台湾省', 'Taiwan', now()),
    ('810000', '100000', '香港特别行政区', 'Hong Kong', now()),
    ('820000', '100000', '澳门特别行政区', 'Macao', now());
-- Areas of authorities that are registered already. Their names are not known here; an operator can change them.
insert into region (code, parent_code, name_chinese, name_english, created_at)
    select distinct area_code, substr(area_code, 1, 2) || '0000', '行政区划 ' || area_code, 'Area ' || area_code, now()
    from authority where area_code <> '100000' and substr(area_code, 1, 2) || '0000' in (select code from region)
    on conflict (code) do nothing;

-- Departments (部门): authorities as those who ask, as a tree. A system of a department is a client of its authority.
create table department (
    code         varchar(18) primary key references authority,
    parent_code  varchar(18) references department,
    region_code  varchar(6)  not null references region,
    name_chinese text        not null,
    name_english text        not null,
    created_at   timestamptz not null,
    created_by   varchar(64) not null,
    check (parent_code <> code)
);
create index department_by_region on department (region_code, code);
create index department_by_parent on department (parent_code, code);
insert into department (code, parent_code, region_code, name_chinese, name_english, created_at, created_by)
    select code, null, case when area_code in (select r.code from region r) then area_code else '100000' end,
        name_chinese, name_english, now(), 'migration'
    from authority;
create index client_by_authority on client (authority_code, client_id);

-- Officers (经办人). A department that has none registered may name anybody.
create table officer (
    department_code varchar(18) not null references department,
    account         varchar(64) not null,
    name            text        not null,
    roles           varchar(200) not null,
    active          boolean     not null,
    created_at      timestamptz not null,
    created_by      varchar(64) not null,
    changed_at      timestamptz not null,
    changed_by      varchar(64) not null,
    primary key (department_code, account)
);

-- Service matters (事项) of departments. What a matter requires is added to it later.
create table matter (
    department_code varchar(18) not null references department,
    code            varchar(64) not null,
    name_chinese    text        not null,
    name_english    text        not null,
    created_at      timestamptz not null,
    created_by      varchar(64) not null,
    primary key (department_code, code)
);

-- Cases (办件) that a department's system opened and closed here. A department that never opened one may name any number.
create table case_file (
    id              uuid        primary key,
    department_code varchar(18) not null,
    matter_code     varchar(64) not null,
    case_number     varchar(64) not null,
    opened_at       timestamptz not null,
    opened_by       varchar(64) not null,
    closed_at       timestamptz,
    closed_by       varchar(64),
    foreign key (department_code, matter_code) references matter (department_code, code),
    constraint case_number_once unique (department_code, case_number)
);

-- Working days: Monday to Friday, but for the days that stand here.
create table calendar_year (
    year        integer     primary key check (year between 2000 and 2200),
    source      text        not null,
    imported_at timestamptz not null,
    imported_by varchar(64) not null
);
create table calendar_day (
    day  date        primary key,
    year integer     not null references calendar_year,
    kind varchar(16) not null check (kind in ('HOLIDAY', 'WORKDAY')),
    name text        not null,
    check (extract(year from day) = year)
);
create index calendar_day_by_year on calendar_day (year, day);
-- To begin with. Import the announcement of the State Council for each year: it replaces what stands here.
insert into calendar_year (year, source, imported_at, imported_by) values
    (2025, '内置样例，请以国务院办公厅通知为准并重新导入 Built-in sample: import the announced arrangement', now(), 'migration'),
    (2026, '内置样例，请以国务院办公厅通知为准并重新导入 Built-in sample: import the announced arrangement', now(), 'migration'),
    (2027, '内置样例，仅法定节假日，无调休，请导入 Built-in sample: statutory days only, no make-up workdays; import the announced arrangement', now(), 'migration');
insert into calendar_day (day, year, kind, name) values
    ('2025-01-01', 2025, 'HOLIDAY', '元旦'),
    ('2025-01-26', 2025, 'WORKDAY', '春节调休'),
    ('2025-01-28', 2025, 'HOLIDAY', '春节'),
    ('2025-01-29', 2025, 'HOLIDAY', '春节'),
    ('2025-01-30', 2025, 'HOLIDAY', '春节'),
    ('2025-01-31', 2025, 'HOLIDAY', '春节'),
    ('2025-02-01', 2025, 'HOLIDAY', '春节'),
    ('2025-02-02', 2025, 'HOLIDAY', '春节'),
    ('2025-02-03', 2025, 'HOLIDAY', '春节'),
    ('2025-02-04', 2025, 'HOLIDAY', '春节'),
    ('2025-02-08', 2025, 'WORKDAY', '春节调休'),
    ('2025-04-04', 2025, 'HOLIDAY', '清明节'),
    ('2025-04-05', 2025, 'HOLIDAY', '清明节'),
    ('2025-04-06', 2025, 'HOLIDAY', '清明节'),
    ('2025-04-27', 2025, 'WORKDAY', '劳动节调休'),
    ('2025-05-01', 2025, 'HOLIDAY', '劳动节'),
    ('2025-05-02', 2025, 'HOLIDAY', '劳动节'),
    ('2025-05-03', 2025, 'HOLIDAY', '劳动节'),
    ('2025-05-04', 2025, 'HOLIDAY', '劳动节'),
    ('2025-05-05', 2025, 'HOLIDAY', '劳动节'),
    ('2025-05-31', 2025, 'HOLIDAY', '端午节'),
    ('2025-06-01', 2025, 'HOLIDAY', '端午节'),
    ('2025-06-02', 2025, 'HOLIDAY', '端午节'),
    ('2025-09-28', 2025, 'WORKDAY', '国庆节调休'),
    ('2025-10-01', 2025, 'HOLIDAY', '国庆节、中秋节'),
    ('2025-10-02', 2025, 'HOLIDAY', '国庆节、中秋节'),
    ('2025-10-03', 2025, 'HOLIDAY', '国庆节、中秋节'),
    ('2025-10-04', 2025, 'HOLIDAY', '国庆节、中秋节'),
    ('2025-10-05', 2025, 'HOLIDAY', '国庆节、中秋节'),
    ('2025-10-06', 2025, 'HOLIDAY', '国庆节、中秋节'),
    ('2025-10-07', 2025, 'HOLIDAY', '国庆节、中秋节'),
    ('2025-10-08', 2025, 'HOLIDAY', '国庆节、中秋节'),
    ('2025-10-11', 2025, 'WORKDAY', '国庆节调休'),
    ('2026-01-01', 2026, 'HOLIDAY', '元旦'),
    ('2026-01-02', 2026, 'HOLIDAY', '元旦'),
    ('2026-01-03', 2026, 'HOLIDAY', '元旦'),
    ('2026-01-04', 2026, 'WORKDAY', '元旦调休'),
    ('2026-02-14', 2026, 'WORKDAY', '春节调休'),
    ('2026-02-15', 2026, 'HOLIDAY', '春节'),
    ('2026-02-16', 2026, 'HOLIDAY', '春节'),
    ('2026-02-17', 2026, 'HOLIDAY', '春节'),
    ('2026-02-18', 2026, 'HOLIDAY', '春节'),
    ('2026-02-19', 2026, 'HOLIDAY', '春节'),
    ('2026-02-20', 2026, 'HOLIDAY', '春节'),
    ('2026-02-21', 2026, 'HOLIDAY', '春节'),
    ('2026-02-22', 2026, 'HOLIDAY', '春节'),
    ('2026-02-23', 2026, 'HOLIDAY', '春节'),
    ('2026-02-28', 2026, 'WORKDAY', '春节调休'),
    ('2026-04-04', 2026, 'HOLIDAY', '清明节'),
    ('2026-04-05', 2026, 'HOLIDAY', '清明节'),
    ('2026-04-06', 2026, 'HOLIDAY', '清明节'),
    ('2026-05-01', 2026, 'HOLIDAY', '劳动节'),
    ('2026-05-02', 2026, 'HOLIDAY', '劳动节'),
    ('2026-05-03', 2026, 'HOLIDAY', '劳动节'),
    ('2026-05-04', 2026, 'HOLIDAY', '劳动节'),
    ('2026-05-05', 2026, 'HOLIDAY', '劳动节'),
    ('2026-05-09', 2026, 'WORKDAY', '劳动节调休'),
    ('2026-06-19', 2026, 'HOLIDAY', '端午节'),
    ('2026-06-20', 2026, 'HOLIDAY', '端午节'),
    ('2026-06-21', 2026, 'HOLIDAY', '端午节'),
    ('2026-09-20', 2026, 'WORKDAY', '国庆节调休'),
    ('2026-09-25', 2026, 'HOLIDAY', '中秋节'),
    ('2026-09-26', 2026, 'HOLIDAY', '中秋节'),
    ('2026-09-27', 2026, 'HOLIDAY', '中秋节'),
    ('2026-10-01', 2026, 'HOLIDAY', '国庆节'),
    ('2026-10-02', 2026, 'HOLIDAY', '国庆节'),
    ('2026-10-03', 2026, 'HOLIDAY', '国庆节'),
    ('2026-10-04', 2026, 'HOLIDAY', '国庆节'),
    ('2026-10-05', 2026, 'HOLIDAY', '国庆节'),
    ('2026-10-06', 2026, 'HOLIDAY', '国庆节'),
    ('2026-10-07', 2026, 'HOLIDAY', '国庆节'),
    ('2026-10-10', 2026, 'WORKDAY', '国庆节调休'),
    ('2027-01-01', 2027, 'HOLIDAY', '元旦'),
    ('2027-02-05', 2027, 'HOLIDAY', '春节'),
    ('2027-02-06', 2027, 'HOLIDAY', '春节'),
    ('2027-02-07', 2027, 'HOLIDAY', '春节'),
    ('2027-02-08', 2027, 'HOLIDAY', '春节'),
    ('2027-04-05', 2027, 'HOLIDAY', '清明节'),
    ('2027-05-01', 2027, 'HOLIDAY', '劳动节'),
    ('2027-05-02', 2027, 'HOLIDAY', '劳动节'),
    ('2027-06-09', 2027, 'HOLIDAY', '端午节'),
    ('2027-09-15', 2027, 'HOLIDAY', '中秋节'),
    ('2027-10-01', 2027, 'HOLIDAY', '国庆节'),
    ('2027-10-02', 2027, 'HOLIDAY', '国庆节'),
    ('2027-10-03', 2027, 'HOLIDAY', '国庆节');

-- Sharing rules (共享规则): the sharing class of a type's whole, or of a set of its fields, with its legal basis. The class of
-- the whole stands in the type's definition.
create table sharing_rule (
    type_code     varchar(21) not null,
    name          varchar(64) not null,
    -- JSON Pointers into the license as the API shows it, separated by spaces; none for the whole license.
    fields        text,
    sharing_class varchar(16) not null check (sharing_class in ('UNCONDITIONAL', 'CONDITIONAL', 'NOT_SHARED')),
    legal_basis   text        not null,
    -- For the grants that come by themselves.
    daily_cap     integer     check (daily_cap > 0),
    version       integer     not null,
    changed_at    timestamptz not null,
    changed_by    varchar(64) not null,
    primary key (type_code, name)
);

create table grant_request (
    id              uuid        primary key,
    department_code varchar(18) not null,
    matter_code     varchar(64) not null,
    type_code       varchar(21) not null,
    scope           varchar(16) not null check (scope in ('WHOLE', 'FIELDS', 'PREDICATES')),
    fields          text,
    predicates      text,
    legal_basis     text        not null,
    region_code     varchar(6)  references region,
    valid_from      date        not null,
    valid_until     date,
    daily_cap       integer     check (daily_cap > 0),
    officer         text        not null,
    reason          text        not null,
    state           varchar(16) not null
        check (state in ('SUBMITTED', 'INCOMPLETE', 'EXTENDED', 'GRANTED', 'REFUSED', 'WITHDRAWN')),
    received_on     date        not null,
    allowed_days    integer     not null,
    extended_days   integer     not null,
    -- Last working day for the decision; none while the clock is stopped and after the decision.
    due_on          date,
    -- Last working day on which what was granted must be there to be read.
    available_by    date,
    version         integer     not null,
    foreign key (department_code, matter_code) references matter (department_code, code)
);
create index grant_request_by_department on grant_request (department_code, id);
create index grant_request_due on grant_request (due_on, id) where due_on is not null;

-- What was done to a request, by whom and why. Rows are added only.
create table grant_step (
    id         uuid        primary key,
    request_id uuid        not null references grant_request,
    at         timestamptz not null,
    act        varchar(16) not null,
    client_id  varchar(64) not null,
    officer    text        not null,
    reason     text        not null
);
create index grant_step_by_request on grant_step (request_id, id);
create trigger grant_step_is_kept before update or delete on grant_step
    for each row execute function refuse_change();

-- Grants (共享授权): department × matter × type × what may be seen × legal basis × validity × daily cap.
create table sharing_grant (
    id              uuid        primary key,
    department_code varchar(18) not null,
    matter_code     varchar(64) not null,
    type_code       varchar(21) not null,
    scope           varchar(16) not null check (scope in ('WHOLE', 'FIELDS', 'PREDICATES')),
    fields          text,
    predicates      text,
    legal_basis     text        not null,
    region_code     varchar(6)  references region,
    valid_from      date        not null,
    valid_until     date,
    daily_cap       integer     check (daily_cap > 0),
    -- AUTOMATIC: by the sharing rule of that name. REQUESTED: by the decision on that request. GIVEN: without one.
    origin          varchar(16) not null check (origin in ('AUTOMATIC', 'REQUESTED', 'GIVEN')),
    rule_name       varchar(64),
    request_id      uuid        unique references grant_request,
    created_at      timestamptz not null,
    created_by      varchar(64) not null,
    revoked_at      timestamptz,
    revoked_by      varchar(64),
    revoked_why     text,
    foreign key (department_code, matter_code) references matter (department_code, code),
    check ((origin = 'AUTOMATIC') = (rule_name is not null)),
    check ((origin = 'REQUESTED') = (request_id is not null)),
    check ((scope = 'FIELDS') = (fields is not null)),
    check ((scope = 'PREDICATES') = (predicates is not null))
);
create index sharing_grant_by_question on sharing_grant (department_code, matter_code, type_code);
create index sharing_grant_by_department on sharing_grant (department_code, id);
-- A rule gives a department one grant for each matter, once: what was revoked does not come back by itself.
create unique index sharing_grant_by_rule on sharing_grant (department_code, matter_code, type_code, rule_name)
    where origin = 'AUTOMATIC';

-- Most reads of one type by one department, whatever its grants allow.
create table department_limit (
    id              uuid        primary key,
    department_code varchar(18) not null references department,
    type_code       varchar(21) not null,
    per_minute      integer     check (per_minute > 0),
    per_day         integer     check (per_day > 0),
    changed_at      timestamptz not null,
    changed_by      varchar(64) not null,
    unique (department_code, type_code)
);

-- How much of a cap is used: one row for each cap and day (or minute), several where the cap is large. Exact, because each
-- read raises one row in its own transaction, and only while that is below its part of the cap.
create table use_counter (
    subject uuid        not null,
    since   timestamptz not null,
    shard   smallint    not null,
    used    integer     not null check (used >= 0),
    primary key (subject, since, shard)
);
create index use_counter_by_time on use_counter (since);

-- Outcomes have longer names now, and a read names the grant that it was answered under.
alter table access_record alter column outcome type varchar(32);
alter table access_record add column grant_id uuid;

-- Whose records are kept in step, and are looked for once a minute for all users of an org at once.
create table record_watch (
    tenant_id uuid not null,
    user_id uuid primary key,
    org_id text collate "C" not null,
    crm_user_id text collate "C" not null,
    down boolean not null
);
create index record_watch_org on record_watch (tenant_id, org_id);

-- Whose pair a record is, when only the record is known.
create index pair_holder on pair (tenant_id, kind, record_id);

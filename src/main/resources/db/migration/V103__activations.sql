-- Users an administrator activates for many; a row is one person.
create table activation (
    tenant_id uuid not null references tenant,
    id uuid not null,
    position int not null,
    requested_by uuid not null,
    requested_at timestamptz not null,
    address text not null,
    crm_user_name text not null,
    state text not null check (state in ('WAITING', 'DONE', 'FAILED')),
    code text,
    settled_at timestamptz,
    primary key (tenant_id, id, position)
);

-- Switches somebody set; what is absent has its default.
create table setting (
    scope text not null check (scope in ('GLOBAL', 'TENANT', 'USER')),
    -- zeros where the scope is wider
    tenant_id uuid not null,
    user_id uuid not null,
    name text not null,
    value text not null,
    forced boolean not null default false,
    primary key (scope, tenant_id, user_id, name)
);

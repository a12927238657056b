-- A user's own settings, reset after a long absence: they come back within 90 days (admin A-178).
create table setting_aside (
    tenant_id uuid not null,
    user_id uuid not null,
    name text not null,
    value text not null,
    since timestamptz not null,
    primary key (tenant_id, user_id, name)
);

-- Users whose mailbox and settings are cleared or being cleared, until they are back.
create table farewell (
    tenant_id uuid not null,
    user_id uuid not null,
    since timestamptz not null,
    mailbox_cleared boolean not null default false,
    tried_at timestamptz,
    primary key (tenant_id, user_id)
);

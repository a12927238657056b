-- Who uses Tandem. Sign-in names are the only personal data at rest.
create table tenant (
    id uuid primary key,
    org_id text not null unique check (length(org_id) = 18),
    created_at timestamptz not null,
    -- the directory whose administrator granted app-only access for everybody, by whom and when
    directory_id text,
    directory_granted_at timestamptz,
    directory_granted_by uuid,
    -- where the org's users sign in; the base of JWT bearer sessions once an administrator switched them on
    login_url text not null,
    crm_granted_at timestamptz,
    crm_granted_by uuid,
    -- S-81
    notify_users boolean not null default true,
    notify_admins boolean not null default true,
    notify_address text check (length(notify_address) <= 254)
);

create table account (
    tenant_id uuid not null references tenant,
    id uuid not null,
    role text not null default 'USER' check (role in ('USER', 'ADMIN')),
    state text not null check (state in ('REGISTERED', 'RUNNING', 'PAUSED', 'SUSPENDED', 'DEACTIVATED')),
    state_since timestamptz not null,
    paused boolean not null default false,
    disabled boolean not null default false,
    mailbox_suspension text,
    crm_suspension text,
    other_suspension text,
    mailbox_rejections int not null default 0,
    failures int not null default 0,
    incident int not null default 0,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    unique (id)
);

create index account_by_state on account (state);

create table mailbox_connection (
    tenant_id uuid not null,
    user_id uuid not null,
    directory_id text not null,
    object_id text not null,
    address text not null,
    access text not null check (access in ('DELEGATED', 'APPLICATION')),
    connected_at timestamptz not null,
    primary key (tenant_id, user_id),
    foreign key (tenant_id, user_id) references account (tenant_id, id) on delete cascade,
    -- sync Y-27: one mailbox, one Salesforce user, strictly
    unique (directory_id, object_id)
);

create table crm_connection (
    tenant_id uuid not null,
    user_id uuid not null,
    org_id text not null check (length(org_id) = 18),
    crm_user_id text not null check (length(crm_user_id) = 18),
    user_name text not null,
    login_url text not null,
    instance_url text not null,
    access text not null check (access in ('DELEGATED', 'APPLICATION')),
    -- a disconnected user is still known when signing in again
    connected boolean not null,
    connected_at timestamptz not null,
    primary key (tenant_id, user_id),
    foreign key (tenant_id, user_id) references account (tenant_id, id) on delete cascade,
    unique (org_id, crm_user_id)
);

-- sync Y-23: what happened, as codes
create table activity (
    id uuid primary key,
    tenant_id uuid not null references tenant,
    user_id uuid,
    at timestamptz not null,
    actor text not null check (actor in ('USER', 'ADMIN', 'SYSTEM')),
    actor_id uuid,
    code text not null,
    from_state text,
    to_state text,
    reason text
);

create index activity_by_user on activity (tenant_id, user_id, at desc);
create index activity_by_tenant on activity (tenant_id, at desc);

-- Notices that are to be mailed; addresses are looked up when they go out.
create table notice (
    id uuid primary key,
    tenant_id uuid not null,
    user_id uuid not null,
    incident int not null,
    audience text not null check (audience in ('USER', 'ADMIN')),
    side text check (side in ('MAILBOX', 'CRM')),
    code text not null,
    created_at timestamptz not null,
    attempts int not null default 0,
    sent_at timestamptz,
    foreign key (tenant_id, user_id) references account (tenant_id, id) on delete cascade,
    unique (tenant_id, user_id, incident, audience)
);

-- What the mailbox service promised to tell us about. The client state is kept as a hash, the mailbox as the object id
-- of the directory: another mailbox of the same user is watched anew.
create table mailbox_subscription (
    id text collate "C" primary key,
    tenant_id uuid not null,
    user_id uuid not null,
    mailbox text not null,
    watch text not null,
    client_state_hash text not null,
    renew_at timestamptz not null,
    expires_at timestamptz not null,
    unique (user_id, watch)
);

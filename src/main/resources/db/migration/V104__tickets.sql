-- One-time codes by which a sign-in window hands over to the pane that opened it. Codes and nonces as hashes only.
create table ticket (
    code_hash text primary key,
    nonce_hash text not null,
    tenant_id uuid not null references tenant,
    user_id uuid not null,
    expires_at timestamptz not null
);
create index ticket_expires on ticket (expires_at);
